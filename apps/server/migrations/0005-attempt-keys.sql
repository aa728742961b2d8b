-- One short key for what makes an attempt one, in place of five long columns in an index, and one
-- index alone that begins with the app: the statement that writes attempts keeps its plan, and may
-- not be tempted by another.
alter table attempts add column key_digest bytea;
update attempts set key_digest = sha256(convert_to(
  concat_ws(E'\n', app_id, caller, connection_id, command, idempotency_key), 'UTF8'));
alter table attempts alter column key_digest set not null;
create unique index attempts_by_key_digest on attempts (key_digest);
drop index attempts_by_key;
