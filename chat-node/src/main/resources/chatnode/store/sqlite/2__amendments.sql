create table amendment (
  number integer primary key autoincrement,
  id integer not null unique,
  room integer not null,
  key integer not null
);

create index amendment_key on amendment (room, key);

create table swept (
  file text primary key,
  number integer not null
) without rowid;
