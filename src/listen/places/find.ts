import { checked, pointIn } from './coordinates.ts';
import { gazetteer, type Gazetteer } from './gazetteer.ts';
import { nearestCity } from './near.ts';
import { toPlace, type Finding, type Place } from './place.ts';
import { postcodeAlone, postcodeWithin } from './postcodes.ts';
import { findInProfile } from './profile.ts';
import { findInText } from './text.ts';
import { zoneOf } from './time-zones.ts';

/** What is known of a post and its author. Everything may be missing or nonsense. */
export interface Traces {
  /** What the author wrote as his place. */
  readonly profileLocation?: string | undefined;
  readonly text?: string | undefined;
  /** IANA name, or one of those that networks used before. */
  readonly timeZone?: string | undefined;
  /** Degrees that the network states for the post. They are rounded to a city here and not kept. */
  readonly geo?: { readonly lat: number; readonly lon: number } | undefined;
}

/**
 * Where somebody is, by the best of what he left: the post's own position, his profile, his words, his time zone. Null where
 * nothing tells. Never throws, never asks the network, never finer than a city or the area of a postcode.
 */
export function placeOf(traces: Traces): Place | null {
  const places = gazetteer();
  const zone = zoneOf(traces.timeZone, places);
  return (
    byPoint(places, traces.geo && checked(traces.geo.lat, traces.geo.lon), 'geo') ??
    byProfile(places, traces.profileLocation ?? '', zone) ??
    byText(places, traces.text ?? '', zone) ??
    byZone(places, zone)
  );
}

/** Where the matter of a text is, by its words alone. */
export function placeInText(text: string): Place | null {
  return byText(gazetteer(), text, undefined);
}

type Zone = ReturnType<typeof zoneOf>;

function byPoint(
  places: Gazetteer,
  point: { lat: number; lon: number } | undefined,
  source: 'geo' | 'profile',
): Place | null {
  const row = point && nearestCity(places, point.lat, point.lon);
  if (row === undefined) return null;
  return toPlace(
    places,
    { row, confidence: source === 'geo' ? 0.97 : 0.9, isAmbiguous: false, others: [] },
    source,
  );
}

const MAX_PROFILE = 300;
/** Profiles repeat: the same hundred cities are half of them. */
const REMEMBERED = 20_000;
const remembered = new Map<string, Place | null>();

function byProfile(places: Gazetteer, written: string, zone: Zone): Place | null {
  const text = written.slice(0, MAX_PROFILE);
  if (text.trim() === '') return null;
  const key = zone === undefined ? text : `${text}\n${zone[0]}${zone[1]}`;
  let place = remembered.get(key);
  if (place === undefined) {
    place = readProfile(places, text, zone);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, place);
  }
  return place;
}

function readProfile(places: Gazetteer, text: string, zone: Zone): Place | null {
  const point = /\d/.test(text) ? pointIn(text) : undefined;
  if (point !== undefined) {
    const place = byPoint(places, point, 'profile');
    if (place !== null) return place;
  }
  const code = /\d/.test(text) ? postcodeAlone(text) : undefined;
  const container = code && (places.adminRow(code.region ?? '') ?? places.adminRow(code.country));
  const containers = container === undefined ? [] : [container];
  const found =
    findInProfile(text, places, { zone, containers }) ??
    (code?.city === undefined ? undefined : findInProfile(code.city, places, { zone, containers }));
  if (found !== undefined) return withPostcode(toPlace(places, found, 'profile'), text, code);
  if (code === undefined || container === undefined) return null;
  const sure: Finding = { row: container, confidence: 0.7, isAmbiguous: false, others: [] };
  return withPostcode(toPlace(places, sure, 'profile'), text, code);
}

function withPostcode(place: Place, text: string, code: ReturnType<typeof postcodeAlone>): Place {
  const area = code?.country === place.country ? code.area : postcodeWithin(text, place.country);
  return area === null ? place : { ...place, postcodeArea: area };
}

function byText(places: Gazetteer, text: string, zone: Zone): Place | null {
  const found = text === '' ? undefined : findInText(text, places, { zone, containers: [] });
  return found === undefined ? null : toPlace(places, found, 'text');
}

/** A zone tells the country and no more: half of those who never set it live elsewhere. */
function byZone(places: Gazetteer, zone: Zone): Place | null {
  const row = zone && places.adminRow(zone[0]);
  if (row === undefined) return null;
  return toPlace(places, { row, confidence: 0.55, isAmbiguous: false, others: [] }, 'timezone');
}
