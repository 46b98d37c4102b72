-- Finds the place that a subscriber means who saw an event with this id.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the id: a publisher's own, or a place
-- Answer   the place or nothing
local hub = KEYS[1]
local id = ARGV[1]
local place = redis.call('HGET', hub .. ':ids:0', id) or redis.call('HGET', hub .. ':ids:1', id)
if not place and string.match(id, '^%d+%-%d+$') and #id < 40 then
  place = id
end
return place or ''
