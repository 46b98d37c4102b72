-- Says where the log stands, and sees to it that no place is given twice.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the last place that the caller knows of, 0-0 for none
-- ARGV[2…] names and values to be kept in the hub's state: its bounds, and append.lua itself
-- Answer   the last place of the log, 0-0 if it has none
local state = KEYS[1] .. ':state'
if #ARGV > 1 then
  redis.call('HSET', state, unpack(ARGV, 2))
end
local function isAfter(a, b)
  local am, as = string.match(a, '^(%d+)-(%d+)$')
  local bm, bs = string.match(b, '^(%d+)-(%d+)$')
  am, as, bm, bs = tonumber(am), tonumber(as), tonumber(bm), tonumber(bs)
  return am > bm or (am == bm and as > bs)
end
local known = redis.call('HMGET', state, 'last', 'above')
local last, above = known[1] or '0-0', known[2] or '0-0'
if isAfter(ARGV[1], last) and isAfter(ARGV[1], above) then
  redis.call('HSET', state, 'above', ARGV[1])
end
return last
