import type { AppList, Profile, ProfileList, ProfileTestResult } from "@trunkline/api-contract";

import type { ApiClient } from "../api/api-client.ts";
import { appsPath, profilePath, profilesPath } from "../api/paths.ts";
import { healthy, problem, problemOf } from "./check.ts";
import type { Check } from "./check.ts";

/** More than this and scheduled texts and signed requests fall out of their windows. */
const serviceSkewMaxMs = 60_000;

/**
 * Tests the profiles of an app, or of every app, one after the other.
 *
 * @param app Null for all apps.
 */
export async function* profileChecks(api: ApiClient, app: string | null): AsyncGenerator<Check> {
  const apps = app === null ? allApps(api) : [app];
  for await (const name of apps) {
    for await (const profile of allProfiles(api, name)) {
      yield await testProfile(api, name, profile);
    }
  }
}

async function testProfile(api: ApiClient, app: string, { name }: Profile): Promise<Check> {
  const title = `profile ${app}/${name}`;
  try {
    const path = `${profilePath(app, name)}/test`;
    const { value } = await api.send<ProfileTestResult>({ method: "POST", path, changes: false });
    return judge(title, value);
  } catch (error) {
    return problemOf(title, error);
  }
}

function judge(name: string, result: ProfileTestResult): Check {
  const { ok, title, message, hint, clockSkewMs } = result;
  if (!ok) return problem(name, `${title}. ${message}`, hint);
  if (clockSkewMs === null) return healthy(name, title);
  const words = `${title}; clock ${Math.round(clockSkewMs)} ms off the service's`;
  if (Math.abs(clockSkewMs) <= serviceSkewMaxMs) return healthy(name, words);
  return problem(name, words, "Let NTP set the clock of the server.");
}

async function* allApps(api: ApiClient): AsyncGenerator<string> {
  let pageToken: string | undefined;
  do {
    const query = { pageSize: "200", pageToken };
    const request = { method: "GET", path: appsPath, query, changes: false } as const;
    const { value } = await api.send<AppList>(request);
    for (const { name } of value.apps) yield name;
    pageToken = value.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
}

async function* allProfiles(api: ApiClient, app: string): AsyncGenerator<Profile> {
  let pageToken: string | undefined;
  do {
    const query = { pageSize: "200", pageToken };
    const request = { method: "GET", path: profilesPath(app), query, changes: false } as const;
    const { value } = await api.send<ProfileList>(request);
    yield* value.profiles;
    pageToken = value.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
}
