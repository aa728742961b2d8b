-- What Web Hooks remember of their callers' requests: idempotency keys and used signatures.

-- A key is that of one caller of one hook, draft or live. The row is committed before the first
-- block of its run. It has no foreign keys, for the same reason as attempts have none.
create table hook_calls (
  app_id text not null,
  hook text not null,
  is_draft boolean not null,
  caller text not null,
  -- Keyed hashes: a key or a request may hold a phone number.
  key_hash bytea not null,
  request_digest bytea not null,
  run_id text not null,
  flow_id text not null,
  version integer not null,
  -- The run's clock, however often it goes again.
  started_at timestamptz not null,
  -- open: the run ended without an answer that stands; the same request goes again.
  state text not null check (state in ('running', 'open', 'answered')),
  owner text not null,
  lease_until timestamptz not null,
  tries integer not null default 1,
  sealed_answer bytea,
  expires_at timestamptz not null,
  primary key (app_id, hook, is_draft, caller, key_hash)
);
create unique index hook_calls_by_run on hook_calls (run_id);
create index hook_calls_by_expiry on hook_calls (expires_at);

-- A signature is taken once; when it expires, the time window refuses it.
create table hook_signatures (
  flow_id text not null,
  signature bytea not null,
  expires_at timestamptz not null,
  primary key (flow_id, signature)
);
create index hook_signatures_by_expiry on hook_signatures (expires_at);
