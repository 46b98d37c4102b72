-- Forgets subscriptions of a node that has died, and with the last of them the node.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the node
-- ARGV[2]  milliseconds after which a node that is not heard of counts as dead
-- ARGV[3…] the fields
local nodes, present = KEYS[1] .. ':nodes', KEYS[1] .. ':present:' .. ARGV[1]
if #ARGV > 2 then
  redis.call('HDEL', present, unpack(ARGV, 3))
end
local time = redis.call('TIME')
local heard = tonumber(redis.call('ZSCORE', nodes, ARGV[1]) or 0)
if heard < time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[2] and redis.call('HLEN', present) == 0 then
  redis.call('ZREM', nodes, ARGV[1])
end
return 1
