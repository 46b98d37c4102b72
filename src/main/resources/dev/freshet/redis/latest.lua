-- Finds the newest events of topics in their histories.
--
-- KEYS[1]  the hub's prefix in braces
-- ARGV[1]  the place up to which to look, itself included
-- ARGV[2]  no more topics are looked at when they gave so many bytes
-- ARGV[3]  private if private events may be of use to the caller, or nothing
-- ARGV[4…] topics, each followed by the milliseconds that its events are kept
-- Answer   entries, each once: of each topic the newest public one, and if wanted the private ones
--          that are newer than that; the topics whose latest event is the newest come first
local hub = KEYS[1]
local upTo, budget, wantsPrivate = ARGV[1], tonumber(ARGV[2]), ARGV[3] == 'private'
-- So many entries of a topic are looked at for one that is public.
local DEPTH = 16

local topics, ages = {}, {}
for i = 4, #ARGV, 2 do
  topics[#topics + 1] = ARGV[i]
  ages[ARGV[i]] = tonumber(ARGV[i + 1])
end
local scores = redis.call('ZMSCORE', hub .. ':topics', unpack(topics))
local latest = {}
for i, topic in ipairs(topics) do
  latest[topic] = tonumber(scores[i] or 0)
end
table.sort(topics, function(a, b) return latest[a] > latest[b] end)

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local answer, isIn, bytes = {}, {}, 0
local function add(entry)
  if not isIn[entry[1]] then
    isIn[entry[1]] = true
    answer[#answer + 1] = entry
    for _, text in ipairs(entry[2]) do
      bytes = bytes + #text
    end
  end
end
local function isPrivate(entry)
  for i = 1, #entry[2], 2 do
    if entry[2][i] == 'private' then
      return true
    end
  end
  return false
end

for _, topic in ipairs(topics) do
  local history = hub .. ':topic:' .. topic
  -- What is too old may still be there, as it is only removed when something is added.
  local oldest = string.format('%.0f', math.max(0, now - ages[topic]))
  local from, left = upTo, DEPTH
  while left > 0 do
    -- Nearly always the first one is public.
    local size = left == DEPTH and 1 or left
    local entries = redis.call('XREVRANGE', history, from, oldest, 'COUNT', size)
    left = #entries < size and 0 or left - size
    for _, entry in ipairs(entries) do
      from = '(' .. entry[1]
      if not isPrivate(entry) then
        add(entry)
        left = 0
        break
      elseif wantsPrivate then
        add(entry)
      end
    end
  end
  if bytes >= budget then
    break
  end
end
return answer
