-- Says where the log stands, and takes note of what a node knows that the log does not: places that were lost.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the last place that the node has told its streams, 0-0 for none
-- ARGV[2]  the last place that was answered to a publisher at the node, 0-0 for none
-- ARGV[3]  the id of the server's run
-- ARGV[4]  the run that the node was connected to before, here if it has been connected to this one for a while, or
--          nothing
-- ARGV[5]  the place after which the node knows that nothing was lost before that, 0-0 if it knows of all
-- ARGV[6]  safe if a server that restarts cannot have lost anything, or nothing
-- ARGV[7]  milliseconds in which all nodes that live come back after a restart of the server
-- ARGV[8…] names and values to be kept in the hub's state: its bounds, and append.lua itself
-- Answer   the last place of the log, 0-0 if it has none; the newest place that is known to be lost, 0-0 if none is; how
--          many milliseconds it remains in doubt whether the server has lost something; 1 if the state has all settings;
--          the place before which it is in doubt
local state, log = KEYS[1] .. ':state', KEYS[1] .. ':log'
if #ARGV > 7 then
  redis.call('HSET', state, unpack(ARGV, 8))
end
local function isAfter(a, b)
  local am, as = string.match(a, '^(%d+)-(%d+)$')
  local bm, bs = string.match(b, '^(%d+)-(%d+)$')
  am, as, bm, bs = tonumber(am), tonumber(as), tonumber(bm), tonumber(bs)
  return am > bm or (am == bm and as > bs)
end
local function later(a, b)
  return isAfter(a, b) and a or b
end
local function placeAfter(place)
  local millis, sequence = string.match(place, '^(%d+)-(%d+)$')
  return string.format('%.0f-%.0f', tonumber(millis), tonumber(sequence) + 1)
end
local known = redis.call('HMGET', state, 'last', 'above', 'born', 'run', 'doubt', 'doubtUntil', 'vouched', 'append', 'lost')
local last, above, born, lost = known[1] or '0-0', known[2] or '0-0', known[3] or '0-0', known[9] or '0-0'
local doubt, doubtUntil, vouched = known[5] or '0-0', tonumber(known[6] or 0), known[7] or ''
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Whether the log had this place and has lost it, as far as its chain goes back.
local function isLost(place)
  if isAfter(place, last) then
    return true
  end
  local first = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
  if not first or place == last then
    return false
  end
  local isLinked = first[2][1] == 'prev' and string.find(first[2][2], '^%d+%-%d+$')
  if not isAfter(place, isLinked and first[2][2] or first[1]) then
    return false
  end
  return #redis.call('XRANGE', log, place, place) == 0
end
for i = 1, 2 do
  local place = ARGV[i]
  if isAfter(place, lost) and isLost(place) then
    lost = place
    above = later(above, place)
  end
end

if ARGV[3] ~= '' and ARGV[3] ~= known[4] then
  -- What nobody who knew of it has vouched for until now is not proved any more.
  born = later(born, vouched == '' and doubt or vouched)
  doubt, vouched = '0-0', ''
  local isNew = last == '0-0' and lost == '0-0' and born == '0-0'
  if not isNew and ARGV[6] ~= 'safe' then
    -- Whatever the server may have lost had places before now, also if what it has left is no event.
    doubt = later(string.format('%.0f-0', now), placeAfter(later(last, later(above, lost))))
    doubtUntil = now + tonumber(ARGV[7])
    above = doubt
  end
  redis.call('HSET', state, 'run', ARGV[3], 'doubt', doubt, 'doubtUntil', string.format('%.0f', doubtUntil))
end
if ARGV[4] ~= '' and ARGV[4] ~= ARGV[3] and (vouched == '' or isAfter(vouched, ARGV[5])) then
  vouched = ARGV[5]
end
if vouched ~= (known[7] or '') then
  redis.call('HSET', state, 'vouched', vouched)
end
if lost ~= (known[9] or '0-0') then
  -- What is older than a loss cannot be proved any more.
  born = later(born, lost)
  redis.call('HSET', state, 'lost', lost)
end
if born ~= (known[3] or '0-0') then
  redis.call('HSET', state, 'born', born)
end
if above ~= (known[2] or '0-0') then
  redis.call('HSET', state, 'above', above)
end
local left = isAfter(doubt, '0-0') and math.max(0, doubtUntil - now) or 0
return { last, lost, string.format('%.0f', left), known[8] and 1 or 0, vouched == '' and doubt or vouched }
