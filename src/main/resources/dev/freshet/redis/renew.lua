-- Notes that a node is alive.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the node
-- Answer   how many of its subscriptions are known, or -1 if the node was not known
local nodes, present = KEYS[1] .. ':nodes', KEYS[1] .. ':present:' .. ARGV[1]
local time = redis.call('TIME')
local isNew = redis.call('ZADD', nodes, time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1]) == 1
-- A hub that is gone for good, with all its nodes, leaves nothing behind.
redis.call('PEXPIRE', nodes, 86400000)
redis.call('PEXPIRE', present, 86400000)
return isNew and -1 or redis.call('HLEN', present)
