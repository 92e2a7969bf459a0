/**
 * Raw points come in by time and are read by series. `hot` takes them in the first order, which is cheap to write; from time to
 * time its rows move to `raw`, which keeps the second. A point is in one of the two, never in both: `raw` holds what is not newer
 * than the progress `moved`. A series is one field of one set of tags. Times are milliseconds.
 */
export const schema = `
begin immediate;
create table if not exists series (
  id integer primary key, measurement text not null, tags text not null, field text not null, numeric integer not null,
  unique (measurement, tags, field)
) strict;
create table if not exists hot (
  at integer not null, series integer not null, value any not null, primary key (at, series)
) strict, without rowid;
create table if not exists raw (
  series integer not null, at integer not null, value any not null, primary key (series, at)
) strict, without rowid;
create table if not exists latest (
  series integer primary key, at integer not null, value any not null
) strict;
create table if not exists five_minutes (
  series integer not null, at integer not null, count integer not null, sum real not null,
  min real not null, max real not null, last real not null, primary key (series, at)
) strict, without rowid;
create table if not exists hours (
  series integer not null, at integer not null, count integer not null, sum real not null,
  min real not null, max real not null, last real not null, primary key (series, at)
) strict, without rowid;
create table if not exists days (
  series integer not null, at integer not null, count integer not null, sum real not null,
  min real not null, max real not null, last real not null, primary key (series, at)
) strict, without rowid;
create table if not exists late (
  series integer not null, at integer not null, primary key (series, at)
) strict, without rowid;
create table if not exists progress (
  name text primary key, at integer not null
) strict, without rowid;
commit`;
