-- Takes the lease if nobody holds it, or renews it, or only says who holds it.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the node that asks, or nothing if it does not want the lease
-- ARGV[2]  milliseconds until the lease ends by itself
-- ARGV[3]  the last term that the node knows of: terms never come twice, even if Redis lost one
-- Answer   the holder and its term; both empty if nobody holds it
local lease, term, state = KEYS[1] .. ':lease', KEYS[1] .. ':term', KEYS[1] .. ':state'
local function begin()
  local noted = redis.call('HGET', state, 'term')
  local next = math.max(tonumber(redis.call('GET', term) or 0), tonumber(noted or 0), tonumber(ARGV[3])) + 1
  redis.call('SET', term, string.format('%.0f', next))
  redis.call('HSET', state, 'term', string.format('%.0f', next))
end
if ARGV[1] ~= '' then
  if redis.call('SET', lease, ARGV[1], 'NX', 'PX', ARGV[2]) then
    begin()
  elseif redis.call('GET', lease) == ARGV[1] then
    redis.call('PEXPIRE', lease, ARGV[2])
    if redis.call('EXISTS', term) == 0 then
      -- Without a term the log would refuse all that the holder publishes.
      begin()
    end
  end
end
return { redis.call('GET', lease) or '', redis.call('GET', term) or '' }
