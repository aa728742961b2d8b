import type { Static, TObject } from "typebox";

import type { OpenContext } from "./context.ts";
import type { Command } from "./define-command.ts";
import { KitError } from "./errors.ts";
import type { Problem } from "./problem.ts";
import type { ProfileTest } from "./profile-test.ts";
import type { SettingsDeclaration } from "./settings.ts";

/** What an author writes to declare a service. */
export interface ServiceDeclaration<Client, Profile extends TObject, Connection extends TObject> {
  readonly id: string;
  readonly title: string;
  readonly profile: SettingsDeclaration<Profile>;
  /** What a schema cannot say about a profile's settings, such as two fields that exclude each other. */
  checkProfile?(settings: Static<Profile>): readonly Problem[];
  readonly connection: Connection;
  /** What a schema cannot say about a connection's settings. */
  checkConnection?(settings: Static<Connection>): readonly Problem[];
  /** Names the account that a profile belongs to: profiles of one account share its limits. */
  accountOf(settings: Static<Profile>): string;
  /** Whether a profile is marked as one for tests: a draft may do everything with it. */
  isTest(settings: Static<Profile>): boolean;
  /** Origins such as `https://api.example.com` that requests of a profile go to, for the pool. */
  originOf(settings: Static<Profile>): string;
  /** Binds a profile's opened settings to one call. Makes no request. */
  open(settings: Static<Profile>, context: OpenContext): Client;
  /** One harmless authenticated read. Tells in words what is wrong and throws only for bugs. */
  testProfile(client: Client): Promise<ProfileTest>;
  readonly commands: readonly Command<Client, Static<Connection>>[];
}

/** A declared service, its types forgotten: what the server works with. */
export interface Service extends Omit<
  ServiceDeclaration<unknown, TObject, TObject>,
  "commands" | "checkProfile" | "checkConnection"
> {
  checkProfile(settings: unknown): readonly Problem[];
  checkConnection(settings: unknown): readonly Problem[];
  readonly commands: ReadonlyMap<string, Command>;
}

/**
 * Makes a service out of its declaration.
 *
 * @throws KitError `COMMAND_DECLARED_TWICE` when two commands have one id.
 */
export function defineService<Client, Profile extends TObject, Connection extends TObject>(
  declaration: ServiceDeclaration<Client, Profile, Connection>,
): Service {
  const commands = new Map<string, Command>();
  for (const command of declaration.commands) {
    if (commands.has(command.id)) {
      throw new KitError("COMMAND_DECLARED_TWICE", `Two commands have the id ${command.id}.`);
    }
    commands.set(command.id, command);
  }
  return {
    ...(declaration as unknown as Service),
    checkProfile: (settings) => declaration.checkProfile?.(settings as Static<Profile>) ?? [],
    checkConnection: (settings) =>
      declaration.checkConnection?.(settings as Static<Connection>) ?? [],
    commands,
  };
}
