-- The audit log of the whole server, which nobody changes, and apps that are put away.

alter table apps add column archived_at timestamptz;

alter table audit_entries drop constraint audit_entries_pkey;
alter table audit_entries alter column app_id drop not null;
alter table audit_entries add primary key (id);
-- The user's id, or null for the server's own key and for those who are nobody.
alter table audit_entries add column user_id text;
-- The name of the app, which outlives it.
alter table audit_entries add column app_name text;
-- More of what was done, as words: no secret, number or text.
alter table audit_entries add column details json;
create index audit_entries_by_app on audit_entries (app_id, id);
create index audit_entries_by_action on audit_entries (action, id);
