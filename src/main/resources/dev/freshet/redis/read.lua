-- Reads a part of the log and of histories of topics, and what proves that nothing of it is missing.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the place after which to begin
-- ARGV[2]  the place up to which to read, itself included
-- ARGV[3]  at most so many entries of each source
-- ARGV[4]  a source is left when it has given so many bytes
-- ARGV[5]  log if the log is one of the sources; place if only the log's word on the first place is wanted; or nothing
-- ARGV[6…] topics, each followed by the milliseconds that its events are kept
-- Answer   the place before which nothing can be proved, the last place that was given or that may not be given
--          again, the place before which it is in doubt that nothing was lost, the milliseconds until all that can be
--          known of that is known, the place that the log has at or before the first one or nothing;
--          then for each source: its entries, 1 if there are more, and its newest place up to ARGV[2]
local hub = KEYS[1]
local after, upTo, most, budget = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local CHUNK = 16

local function parts(place)
  local millis, sequence = string.match(place, '^(%d+)-(%d+)$')
  return tonumber(millis), tonumber(sequence)
end
local function later(a, b)
  local am, as = parts(a)
  local bm, bs = parts(b)
  return (am > bm or (am == bm and as > bs)) and a or b
end

local state = redis.call('HMGET', hub .. ':state',
  'last', 'born', 'above', 'logAge', 'doubt', 'doubtUntil', 'vouched', 'indexed', 'cut', 'evicts')
local last = state[1] or '0-0'
-- Without a state nothing but the newest entry of the log can be proved.
local log, index = hub .. ':log', hub .. ':topics'
local born = state[2]
if not state[1] then
  local newest = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  last = newest and newest[1] or last
  born = later(born or '0-0', last)
end
born = born or last
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- What is too old may still be there, as it is only removed when something is added.
local function oldest(age)
  return string.format('%.0f-0', math.max(0, now - age))
end

-- The newest entry up to a place, by the word of the one after it, or nothing if there is none after it.
local function before(key, place)
  local next = redis.call('XRANGE', key, '(' .. place, '+', 'COUNT', 1)[1]
  local isLinked = next and next[2][1] == 'prev' and string.find(next[2][2], '^%d+%-%d+$')
  return next and (isLinked and next[2][2] or next[1])
end

-- The newest place of a topic, from what is left of it.
local function newestOf(topic, age)
  local tail = redis.call('GET', hub .. ':tail:' .. topic)
  if tail then
    return tail
  end
  local heard = tonumber(redis.call('ZSCORE', index, topic) or -1)
  local newest = redis.call('XREVRANGE', hub .. ':topic:' .. topic, '+', '-', 'COUNT', 1)[1]
  if newest and parts(newest[1]) >= heard then
    return newest[1]
  elseif heard >= now - age then
    return string.format('%.0f-999999999', heard)
  elseif heard >= 0 then
    return oldest(age)
  elseif last ~= '0-0' and redis.call('EXISTS', index) == 0 then
    return last
  end
  local known = later(oldest(age), state[8] or '0-0')
  return state[10] == '1' and later(known, state[9] or '0-0') or known
end

local function read(key, age, newest)
  local entries, bytes, more = {}, 0, 0
  local from = '(' .. later(after, oldest(age))
  local left = most
  while left > 0 do
    local size = math.min(CHUNK, left)
    local chunk = redis.call('XRANGE', key, from, upTo, 'COUNT', size)
    for _, entry in ipairs(chunk) do
      entries[#entries + 1] = entry
      for _, text in ipairs(entry[2]) do
        bytes = bytes + #text
      end
      left = left - 1
      if bytes >= budget then
        break
      end
    end
    if bytes >= budget or left == 0 then
      more = 1
      break
    elseif #chunk < size then
      break
    end
    from = '(' .. chunk[#chunk][1]
  end
  if more == 1 then
    return { entries, more, upTo }
  end
  return { entries, more, before(key, later(upTo, oldest(age))) or newest() }
end

local doubt = state[5] or '0-0'
local left = math.max(0, tonumber(state[6] or 0) - now)
if left == 0 and (state[7] or '') ~= '' then
  -- A node that knew the server before has come back: what it knew of is here, or noted as lost.
  doubt = state[7]
end
local answer = { born, later(last, later(born, state[3] or '0-0')), doubt, string.format('%.0f', left), '' }
if ARGV[5] ~= '' then
  local link = before(log, after)
  if not link and redis.call('EXISTS', log) == 1 then
    link = last
  end
  answer[5] = link or ''
end
if ARGV[5] == 'log' then
  answer[6] = read(log, tonumber(state[4] or 86400000), function() return last end)
end
for i = 6, #ARGV, 2 do
  local topic, age = ARGV[i], tonumber(ARGV[i + 1])
  answer[#answer + 1] = read(hub .. ':topic:' .. topic, age, function() return newestOf(topic, age) end)
end
return answer
