-- Writes back what a section of the store has lost, unless it has everything that the caller knows.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the section
-- ARGV[2]  the version and
-- ARGV[3]  the line of history at which the caller knows the section
-- ARGV[4]  the name of the line that begins
-- ARGV[5]  how many keys follow that the caller knows to be gone
-- ARGV[6…] those keys; then keys and texts by turns
-- Answer   1, or 0 if nothing had to be done
local name, field = KEYS[1] .. ':store:' .. ARGV[1], '#version'
local version, line, base = 0, '', -1
local stored = redis.call('HGET', name, field)
if stored then
  local v, l, b = string.match(stored, '^(%d+) (%S+) (-?%d+)$')
  version, line, base = tonumber(v), l, tonumber(b)
end
local knownVersion, knownLine = tonumber(ARGV[2]), ARGV[3]
local has = line == knownLine and version or base
if has >= knownVersion then
  return 0
end
-- More arguments at a time than Lua's stack holds are an error.
local CHUNK = 1000
local first = 6 + tonumber(ARGV[5])
for i = first, #ARGV, CHUNK do
  redis.call('HSET', name, unpack(ARGV, i, math.min(i + CHUNK - 1, #ARGV)))
end
-- What is in a section that began with nothing was written since: it is newer than any removal.
if line == knownLine or base >= 0 then
  for i = 6, first - 1, CHUNK do
    redis.call('HDEL', name, unpack(ARGV, i, math.min(i + CHUNK - 1, first - 1)))
  end
end
-- Last, so that whatever fails before it is done again.
redis.call('HSET', name, field, string.format('%.0f %s %.0f',
  math.max(version, knownVersion) + 1, ARGV[4], knownVersion))
return 1
