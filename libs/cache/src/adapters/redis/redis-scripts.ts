import { stampedAs, stampRange } from '../../value/sealed-entry.ts';

/**
 * All decisions of several processes about a key, each made by Redis in one step.
 *
 * A lock is a state, the holder's token and the time of the key's last deletion (milliseconds since 1970, or nothing):
 * `h` held, `f` the holder failed (a colon and the error's record follow), `o` it has a value that can't be shared, `x`
 * nobody holds it. All but `h` are free for newcomers; they stand for a while so that those who waited for that holder
 * learn of its end, and an earlier holder learns that its result isn't wanted.
 */
const prelude = `
local function text(...)
  local reply = redis.pcall(...)
  -- A list in place of a text is an error here: a table, whose text is none of ours.
  return reply and tostring(reply) or ''
end

local function stampOf(value)
  local head = text('GETRANGE', value, ${stampRange[0]}, ${stampRange[1]})
  if #head ~= ${stampRange[1] - stampRange[0] + 1} then return '' end
  return string.match(head, '^${stampedAs('')}([%w_-]+)$') or ''
end

local function readLock(name)
  local lock = text('GET', name)
  local state, holder, deletedAt = string.match(lock, '^([hfox])([%w_-][%w_-][%w_-][%w_-][%w_-][%w_-][%w_-][%w_-][%w_-][%w_-][%w_-][%w_-])(%d*)')
  return { state = state or '', holder = holder or '', deletedAt = deletedAt or '', text = lock }
end

-- Whether it is this holder's still: so says the lock, or it has expired and nobody came and stored in between.
local function isHeldBy(lock, token, stamp, mayBeGone, value)
  if lock.state == 'h' then return lock.holder == token end
  if lock.state ~= '' or mayBeGone ~= '1' then return false end
  local now = stampOf(value)
  return now == '' or now == stamp
end
`;

/** The token of a lock that nobody ever held. */
export const nobody = '------------';

/**
 * KEYS value, lock; ARGV token, stamp seen (empty: none, `*`: not read), token waited for, lease in ms.
 * Answers `stored` and the stamp; `taken`, the holder, the ms left of its lease and the stamp; `failed` and the error's
 * record; `unshared`; or `granted` and the stamp.
 */
export const claimScript = `${prelude}
local stamp = stampOf(KEYS[1])
if ARGV[2] ~= '*' and stamp ~= '' and stamp ~= ARGV[2] then return { 'stored', stamp } end
local lock = readLock(KEYS[2])
if lock.state == 'h' then
  local left = redis.call('PTTL', KEYS[2])
  if left >= 0 then return { 'taken', lock.holder, left, stamp } end
end
if lock.holder == ARGV[3] then
  if lock.state == 'f' then return { 'failed', string.match(lock.text, ':(.*)$') or '' } end
  if lock.state == 'o' then return { 'unshared' } end
end
redis.call('SET', KEYS[2], 'h' .. ARGV[1] .. lock.deletedAt, 'PX', ARGV[4])
return { 'granted', stamp }
`;

/** KEYS value, lock; ARGV token, stamp at the grant, whether the lock may be gone (1), lease in ms. Answers 1 if held. */
export const renewScript = `${prelude}
local lock = readLock(KEYS[2])
if not isHeldBy(lock, ARGV[1], ARGV[2], ARGV[3], KEYS[1]) then return 0 end
if redis.call('PEXPIRE', KEYS[2], ARGV[4]) == 0 then
  redis.call('SET', KEYS[2], 'h' .. ARGV[1], 'PX', ARGV[4])
end
return 1
`;

/**
 * KEYS value, lock; ARGV token, stamp at the grant, whether the lock may be gone (1), sealed entry, its life in ms,
 * channel, message, how long the trace of a deletion stands in ms. Answers 1 if stored.
 */
export const commitScript = `${prelude}
local lock = readLock(KEYS[2])
if not isHeldBy(lock, ARGV[1], ARGV[2], ARGV[3], KEYS[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5])
if lock.deletedAt == '' then
  redis.call('DEL', KEYS[2])
else
  -- The trace of a deletion stays, for computations without a lease that began before it.
  redis.call('SET', KEYS[2], 'x${nobody}' .. lock.deletedAt, 'PX', ARGV[8])
end
redis.call('PUBLISH', ARGV[6], ARGV[7])
return 1
`;

/**
 * KEYS value, lock; ARGV token, state, what follows it, how long it stands in ms, channel, message, whether the value
 * goes too (1). Answers 1 if the lock was held.
 */
export const endScript = `${prelude}
local lock = readLock(KEYS[2])
if lock.state ~= 'h' or lock.holder ~= ARGV[1] then return 0 end
-- After a DEL a script may write even when Redis is full.
redis.call('DEL', KEYS[2])
if ARGV[7] == '1' then redis.call('UNLINK', KEYS[1]) end
redis.call('SET', KEYS[2], ARGV[2] .. lock.holder .. lock.deletedAt .. ARGV[3], 'PX', ARGV[4])
redis.call('PUBLISH', ARGV[5], ARGV[6])
return 1
`;

/**
 * KEYS value, lock; ARGV sealed entry, its life in ms, when its computation began, channel, message. Answers 0 if the
 * key was deleted since then.
 */
export const setScript = `${prelude}
local deletedAt = tonumber(readLock(KEYS[2]).deletedAt)
if deletedAt and deletedAt > tonumber(ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
`;

/** KEYS value, lock; ARGV time, how long the lock stands in ms, channel, message. */
export const deleteScript = `
-- After an UNLINK a script may write even when Redis is full.
redis.call('UNLINK', KEYS[1])
redis.call('SET', KEYS[2], 'x${nobody}' .. ARGV[1], 'PX', ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
`;

/** KEYS generation; ARGV the one to begin if there is none. Answers the one that stands. */
export const generationScript = `${prelude}
local standing = text('GET', KEYS[1])
if #standing >= ${nobody.length} and string.match(standing, '^[%w_-]+$') then return standing end
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1])
return ARGV[1]
`;

/** KEYS generation; ARGV the one that begins, channel, message. */
export const deleteNamespaceScript = `
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[2], ARGV[3])
return 1
`;
