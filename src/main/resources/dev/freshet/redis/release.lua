-- Gives the lease up, if the caller holds it.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the node that asks
-- Answer   1 if the node held it, else 0
local lease = KEYS[1] .. ':lease'
if redis.call('GET', lease) == ARGV[1] then
  return redis.call('DEL', lease)
end
return 0
