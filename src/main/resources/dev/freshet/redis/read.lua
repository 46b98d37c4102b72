-- Reads a part of the log and of histories of topics.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the place after which to begin
-- ARGV[2]  the place up to which to read, itself included
-- ARGV[3]  at most so many entries of each source
-- ARGV[4]  a source is left when it has given so many bytes
-- ARGV[5]  log, or nothing if only topics are read
-- ARGV[6…] topics, each followed by the milliseconds that its events are kept
-- Answer   for each source: the place after which nothing was dropped, the entries, and 1 if there are more
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

local state = redis.call('HMGET', hub .. ':state', 'last', 'born', 'logAge')
local last = state[1] or '0-0'
local born = state[2] or last
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- What is too old may still be there, as it is only removed when something is added.
local function oldest(age)
  return string.format('%.0f-0', math.max(0, now - age))
end

-- The place after which nothing was dropped: each entry names the one before it.
local function floor(key, age, ifEmpty)
  local first = redis.call('XRANGE', key, '-', '+', 'COUNT', 1)[1]
  if not first then
    return later(ifEmpty, born)
  elseif later(first[1], oldest(age)) ~= first[1] then
    return later(oldest(age), born)
  end
  return later(first[2][2], born)
end

local function read(key, age, ifEmpty)
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
  return { floor(key, age, ifEmpty), entries, more }
end

local answer = {}
if ARGV[5] == 'log' then
  answer[1] = read(hub .. ':log', tonumber(state[3] or 86400000), last)
end
for i = 6, #ARGV, 2 do
  -- A topic without a history: nothing was dropped for as long as its events are kept.
  local age = tonumber(ARGV[i + 1])
  answer[#answer + 1] = read(hub .. ':topic:' .. ARGV[i], age, oldest(age))
end
return answer
