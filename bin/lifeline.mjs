// Loaded into a process that `launch` started. When its launcher is killed nobody could stop it in order any more and it would
// keep the database's directory from the next start, so it leaves at once; what was acknowledged is stored.
if (process.channel) {
  process.channel.unref();
  process.once('disconnect', () => process.exit(143));
}
