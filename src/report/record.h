// The lines of a results file, as values: a header, and the records that follow it.
//
//     {"litmus":"0.1.0","schema":1,"kind":"run","architecture":"x86-64",...}
//     {"test":"SB","instances":123,"outcomes":[{"values":{"0:r0":0,"1:r0":0},"count":7,...}],...}
//
// A header says where the records below it came from, until the next header. results/README.md
// documents every field and results/schema.json checks them. What is read here comes from outside:
// a field of the wrong kind is an Error with its line, a field that we do not know stays in `line`.
//
// Tested by record_test.cpp and record_fuzz.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "harness/error.h"
#include "report/json.h"

namespace litmus {

// The version of the lines that we write. A newer one may have fields we can not understand.
constexpr int kSchema = 1;

// An outcome by the names of its columns, since files may list columns in different orders.
using NamedRow = std::map<std::string, std::string>;
std::string to_string(const NamedRow& row);  // "0:r0=0; 1:r0=1"

// Where the records below came from.
struct RunOrigin {
  std::string version, architecture, processor, compiler, start;
  bool emulated = false;  // says nothing about a real machine of that architecture
  std::shared_ptr<const Json> line;
};

struct RecordedOutcome {
  NamedRow values;
  std::uint64_t count = 0;
  std::map<std::string, bool> allowed;  // by model
  std::string verdict = "ok";           // what seeing it means
  bool interesting = false;             // satisfies the test's proposition
};

// What was counted in one slice of time, or some neighbouring ones, in one environment.
struct RecordedBlock {
  std::size_t environment = 0;
  std::uint64_t instances = 0;
  std::vector<std::uint64_t> counts;  // of the outcomes, in their order
};

struct Record {
  std::string test, hash, verdict, engine, condition, source;
  std::uint64_t instances = 0;
  double seconds = 0;
  std::optional<std::uint64_t> seed;
  bool race = false;
  bool searched = false;                  // the run moved to where wanted rows showed
  bool partial = false;                   // of a run that went on; a later record replaces it
  bool stopped = false;                   // by whoever ran it, before its time was over
  bool condition_broken = false;          // a claim (~exists, forall) has a counterexample
  bool built_in = false;                  // its kernel came with litmus
  std::vector<RecordedOutcome> outcomes;  // seen
  std::vector<RecordedOutcome> unseen;    // allowed by a model, and not seen
  std::vector<std::string> environments;  // in the order they were tried
  std::vector<RecordedBlock> blocks;      // in the order of time; none if the writer kept none
  std::shared_ptr<const Json> line;
};

// A claim has a counterexample that means something: where there is a race, anything may happen.
bool breaks_claim(const Record& record);

// What a run of somebody's tests exits with 1 for: a finding, a crash or hang, a claim with a
// counterexample.
bool fails(const Record& record);
// It fails, and all that went wrong is that a kernel of ours crashed or hung: then it is 3.
bool fails_by_our_kernel(const Record& record);

// Of one name: what is known of their hashes ("": nothing) says that they are not the same.
bool are_two_tests(std::string_view hash, std::string_view other);

// Throws Error where the line is neither; `place` is for the message.
using RunLine = std::variant<RunOrigin, Record>;
RunLine read_run_line(std::string_view line, const Place& place);

// The lines of one results file, one after the other. A last line that does not end, because its
// writer was killed, is left out and `truncated()` says so; what stands above it counts.
class RunFileReader {
 public:
  explicit RunFileReader(std::string file) : place_{std::move(file), 0, 1, ""} {}

  // `ended`: the line had its newline. Nothing for blank and truncated lines.
  std::optional<RunLine> read(std::string_view line, bool ended);
  bool truncated() const { return truncated_; }
  const Place& place() const { return place_; }

 private:
  Place place_;
  bool truncated_ = false;
  bool has_header_ = false;
};

// A long run writes now and then what it has so far, and in the end everything: partial records,
// each replaced by the next record of its test below the same header. Lines go in as they are read
// and come out as soon as nothing can replace them any more.
class SettledLines {
 public:
  using Take = std::function<void(const RunLine&, const Place&)>;

  explicit SettledLines(Take take) : take_(std::move(take)) {}

  void add(const RunLine& line, const Place& place);
  void end();  // of the file: what is held back now stands

 private:
  struct Held {
    Record record;
    Place place;
  };

  Take take_;
  std::map<std::pair<std::string, std::string>, Held> held_;  // by name and hash
};

// Text from outside, fit for a terminal: control characters and bytes that are no UTF-8
// become '?'.
std::string printable(std::string_view text);

}  // namespace litmus
