-- Finds a node that has died, and some of its subscriptions.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  milliseconds after which a node that is not heard of counts as dead
-- ARGV[2]  about so many subscriptions are given
-- Answer   the node, and fields and values; empty if all nodes are alive
local time = redis.call('TIME')
local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local node = redis.call('ZRANGEBYSCORE', KEYS[1] .. ':nodes', '-inf', '(' .. oldest, 'LIMIT', 0, 1)[1]
if not node then
  return {}
end
return { node, redis.call('HSCAN', KEYS[1] .. ':present:' .. node, '0', 'COUNT', ARGV[2])[2] }
