-- The audit log of the whole server, which nobody changes, and apps that are put away.

alter table apps add column archived_at timestamptz;
-- Set: it is being deleted, and whoever finds it goes on with that.
alter table apps add column deleting_at timestamptz;

alter table audit_entries drop constraint audit_entries_pkey;
alter table audit_entries alter column app_id drop not null;
alter table audit_entries add primary key (id);
-- The user's id, or null for the server's own key and for those who are nobody.
alter table audit_entries add column user_id text;
-- The name of the app, which outlives it.
alter table audit_entries add column app_name text;
-- More of what was done, as words: no secret, number or text.
alter table audit_entries add column details json;
create index audit_entries_by_app on audit_entries (app_id, at, id);
create index audit_entries_by_action on audit_entries (action, at, id);
create index audit_entries_by_time on audit_entries (at, id);

-- Entries are added; only those that are older than any retention may be deleted.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < clock_timestamp() - interval '30 days' then
    return old;
  end if;
  raise exception 'The audit log is append-only: % is refused.', lower(tg_op)
    using errcode = 'insufficient_privilege',
      hint = 'Entries can be deleted when they are 30 days old.';
end $$;

create trigger audit_entries_append_only
  before update or delete on audit_entries
  for each row execute function refuse_audit_change();
create trigger audit_entries_no_truncate
  before truncate on audit_entries
  for each statement execute function refuse_audit_change();
-- Sessions in which ordinary triggers rest, as those of a replica, are no way around them.
alter table audit_entries enable always trigger audit_entries_append_only;
alter table audit_entries enable always trigger audit_entries_no_truncate;
