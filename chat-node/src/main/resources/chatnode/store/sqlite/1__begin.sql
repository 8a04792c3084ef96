create table room (
  id integer primary key,
  name text not null unique
);

create table epoch (
  room integer not null,
  epoch integer not null,
  turn integer not null,
  parent integer,
  after integer,
  closed integer,
  head integer not null default 0,
  primary key (room, epoch)
) without rowid;

create table message (
  id integer primary key,
  room integer not null,
  epoch integer not null,
  seq integer not null,
  at integer not null,
  key integer not null,
  draft blob not null,
  unique (room, epoch, seq)
);

create index message_key on message (room, key);

create virtual table words using fts5 (
  tokens,
  content = '',
  contentless_delete = 1,
  detail = none,
  tokenize = "ascii tokenchars '_'"
);
