-- Finds the events that a subscriber may mean who saw an event with a publisher's own id.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the id
-- ARGV[2…] topics that the subscriber asks for, in whose histories an event may be longer than in the log
-- Answer   a place and an entry, or nothing in place of each: of the first public event with the id, then of the
--          first private one. What nodes of earlier versions appended may stand as public though it is private.
local hub = KEYS[1]

local function placeOf(field)
  return redis.call('HGET', hub .. ':ids:0', field) or redis.call('HGET', hub .. ':ids:1', field)
end
local function entryAt(place)
  local entry = redis.call('XRANGE', hub .. ':log', place, place)[1]
  for i = 2, #ARGV do
    if entry then
      break
    end
    entry = redis.call('XRANGE', hub .. ':topic:' .. ARGV[i], place, place)[1]
  end
  return entry or ''
end

local answer = {}
for _, field in ipairs({ ARGV[1], '#' .. ARGV[1] }) do
  local place = placeOf(field)
  answer[#answer + 1] = place or ''
  answer[#answer + 1] = place and entryAt(place) or ''
end
return answer
