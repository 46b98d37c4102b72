-- Takes the lease if nobody holds it, or renews it.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the node that asks
-- ARGV[2]  milliseconds until the lease ends by itself
-- ARGV[3]  the last term that the node knows of: terms never come twice, even if Redis lost one
-- Answer   the holder and its term
local lease, term = KEYS[1] .. ':lease', KEYS[1] .. ':term'
if redis.call('SET', lease, ARGV[1], 'NX', 'PX', ARGV[2]) then
  local next = math.max(tonumber(redis.call('GET', term) or 0), tonumber(ARGV[3])) + 1
  redis.call('SET', term, string.format('%.0f', next))
elseif redis.call('GET', lease) == ARGV[1] then
  redis.call('PEXPIRE', lease, ARGV[2])
end
return { redis.call('GET', lease), redis.call('GET', term) or '0' }
