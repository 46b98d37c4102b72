-- Gives the subscriptions of all nodes that are alive.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  milliseconds after which a node that is not heard of counts as dead
-- Answer   for each node the fields and values of its subscriptions
local time = redis.call('TIME')
local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local answer = {}
for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1] .. ':nodes', oldest, '+inf')) do
  answer[#answer + 1] = redis.call('HGETALL', KEYS[1] .. ':present:' .. node)
end
return answer
