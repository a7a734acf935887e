// The logs of the field's other tools, as values: a simulator's (outcomes that a model allows) and
// a hardware runner's (outcomes that were seen, with counts).
//
//     Test SB Allowed                     Test SB Allowed
//     States 3                            Histogram (4 states)
//     0:r0=0; 1:r0=1;                     76    *>0:r0=0; 1:r0=0;
//     ...                                 500123:>0:r0=0; 1:r0=1;
//                                         ...
//     Condition exists (0:r0=0 /\ 1:r0=0)
//     Hash=2d53e83cd627ba17ab11c875525e078b
//
// Lines of other kinds are passed over, as those tools do: a log holds program texts, listings and
// whatever a machine said of itself. What begins like a test and does not go on like one is an
// Error with its place.
//
// Tested by log_reader_test.cpp and log_reader_fuzz.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/record.h"

namespace litmus {

struct LoggedOutcome {
  NamedRow values;
  std::uint64_t count = 1;  // of a simulator's log: 1
  bool interesting = false;
};

struct LoggedTest {
  std::string name, kind, hash, condition;
  bool every = false;  // a simulator's log: these are all outcomes there can be
  std::vector<LoggedOutcome> outcomes;
};

// A log, or not? By its first lines.
bool is_log(std::string_view beginning);

class LogReader {
 public:
  explicit LogReader(std::string file) : place_{std::move(file), 0, 1, ""} {}

  // A test is handed out when it is over: at the first line of the next one, or at the end.
  std::optional<LoggedTest> read(std::string_view line);
  std::optional<LoggedTest> end();
  // Of the last line that was read.
  const Place& place() const { return place_; }

 private:
  bool read_states(std::string_view line);
  void read_state(std::string_view line);
  void read_fact(std::string_view line);

  Place place_;
  std::optional<LoggedTest> test_;
  std::uint64_t states_left_ = 0;
};

}  // namespace litmus
