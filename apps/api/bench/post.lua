-- wrk: posts the file named by REQUEST_FILE and prints one line that is easy to read by a program.
local file = assert(io.open(os.getenv("REQUEST_FILE")))
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = file:read("*a")
file:close()

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "RESULT p95_us=%f requests=%d microseconds=%d errors=%d\n",
    latency:percentile(95), summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
