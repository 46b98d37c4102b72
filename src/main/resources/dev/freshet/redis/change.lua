-- Changes a section of the store, unless it has lost something that the caller knows.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the section
-- ARGV[2]  the version and
-- ARGV[3]  the line of history at which the caller last saw the section; an empty line to change it
--          in any case
-- ARGV[4]  the name of the line that begins if the section has none
-- ARGV[5]  set, add (unless the key is there) or remove
-- ARGV[6…] keys and texts by turns; of remove, keys
-- Answer   version, line, base, and whether anything was changed (1 or 0)
-- Errors   LOST: the section does not have what the caller knows, nothing was done
--
-- The field #version of the hash says where the section stands: it goes when the hash goes.
local name, field = KEYS[1] .. ':store:' .. ARGV[1], '#version'
local version, line, base = 0, '', -1
local stored = redis.call('HGET', name, field)
if stored then
  local v, l, b = string.match(stored, '^(%d+) (%S+) (-?%d+)$')
  version, line, base = tonumber(v), l, tonumber(b)
end
local knownVersion, knownLine = tonumber(ARGV[2]), ARGV[3]
if knownLine ~= '' then
  local has = line == knownLine and version or base
  if has < knownVersion then
    return redis.error_reply('LOST The store has lost changes of the section ' .. ARGV[1] .. '.')
  end
end
if line == '' then
  line = ARGV[4]
end
local function mark(step)
  return string.format('%.0f', version + step) .. ' ' .. line .. ' ' .. string.format('%.0f', base)
end
local changed = 1
if ARGV[5] == 'set' then
  -- One command, so that the texts and the version are changed together or not at all.
  redis.call('HSET', name, field, mark(1), unpack(ARGV, 6))
elseif ARGV[5] == 'add' then
  changed = redis.call('HSETNX', name, ARGV[6], ARGV[7])
  if changed == 1 then
    redis.call('HSET', name, field, mark(1))
  end
else
  -- First the version: the last text of a section goes without the section.
  redis.call('HSET', name, field, mark(1))
  changed = redis.call('HDEL', name, unpack(ARGV, 6))
end
local step = (changed > 0 or ARGV[5] == 'remove') and 1 or 0
return { string.format('%.0f', version + step), line, string.format('%.0f', base), changed }
