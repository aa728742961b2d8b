import type { Static, TObject } from "typebox";

/** How one field of a profile's settings is treated. */
export interface SettingField {
  readonly title: string;
  /** True when its value is never shown again, not even in part. */
  readonly secret: boolean;
}

/** The settings of a service's profiles: all are sealed at rest and write-only afterwards. */
export interface SettingsDeclaration<Schema extends TObject = TObject> {
  readonly schema: Schema;
  readonly fields: { readonly [Name in keyof Static<Schema>]-?: SettingField };
  /**
   * What may be shown of the settings, by field: for people to recognise a profile by, such as
   * `AC…f09c`. Must never hold a secret or enough of an identifier to rebuild it.
   */
  hints(settings: Static<Schema>): Readonly<Record<string, string>>;
}

/** Declares settings; it only keeps the schema's type. */
export function defineSettings<Schema extends TObject>(
  declaration: SettingsDeclaration<Schema>,
): SettingsDeclaration<Schema> {
  return declaration;
}
