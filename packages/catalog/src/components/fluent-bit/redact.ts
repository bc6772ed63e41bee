// Writes the Lua filter that takes prompts and personal data out of log lines before they leave the node.

/** Keys of structured log lines under which programs write what people asked and were answered. */
const spokenKeys = [
  'prompt',
  'prompts',
  'messages',
  'query',
  'inputs',
  'input',
  'completion',
  'answer',
]

/**
 * It masks what it recognises and nothing else: a name in free text stays. That is why programs must not log what
 * people say in the first place; this is the second line. Patterns are Lua's own, without alternatives.
 */
export const redactScript = `local spoken = {
${spokenKeys.map((key) => `  ["${key}"] = true,`).join('\n')}
}

local function mask(text)
  -- vLLM writes the prompt of a request into its line, up to the sampling parameters.
  text = string.gsub(text, "(Received request .-prompt: ).*(, params: )", "%1[removed]%2")
  text = string.gsub(text, "(prompt_token_ids: )%b[]", "%1[removed]")
  text = string.gsub(text, "%f[%d]%d%d%d%d%d%d%-[1-8]%d%d%d%d%d%d%f[%D]", "[resident-number]")
  text = string.gsub(text, "%f[%d]01[016789]%-%d%d%d%d?%-%d%d%d%d%f[%D]", "[phone]")
  text = string.gsub(text, "%f[%d]%d%d%d%d%-%d%d%d%d%-%d%d%d%d%-%d%d%d%d%f[%D]", "[card]")
  text = string.gsub(text, "[%w%.%%%+_%-]+@[%w%-]+%.[%w%.%-]+", "[mail]")
  text = string.gsub(text, "([Bb]earer )[%w%._~%+/%-]+=*", "%1[removed]")
  return text
end

local function clean(value)
  for key, inner in pairs(value) do
    if spoken[key] then
      value[key] = "[removed]"
    elseif type(inner) == "string" then
      value[key] = mask(inner)
    elseif type(inner) == "table" then
      clean(inner)
    end
  end
end

function redact(tag, timestamp, record)
  if type(record["log"]) == "string" then
    record["log"] = mask(record["log"])
  end
  if type(record["fields"]) == "table" then
    clean(record["fields"])
  end
  return 2, timestamp, record
end
`
