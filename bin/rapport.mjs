#!/usr/bin/env node
// The `rapport` command.
import { launchRapport } from './rapport-process.mjs';

process.exitCode = await launchRapport(process.argv.slice(2));
