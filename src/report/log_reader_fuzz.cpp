// One input of the fuzzer for other tools' logs: refused with a place, or tests with outcomes. Any
// other ending is a bug and aborts.
//
//     cmake --preset fuzz && ninja -C build/fuzz log_reader_fuzz
//     build/fuzz/src/report/log_reader_fuzz NEW_INPUTS src/report/corpus/logs
//
// Every build replays the corpus.
#include <cstddef>
#include <cstdint>

#include "report/answers.h"

namespace litmus {
namespace {

void take(const std::optional<LoggedTest>& test, const Place& place, Side& side) {
  if (!test) return;
  CHECK(!test->outcomes.empty());
  add(*test, place, side);
}

void read_all(std::string_view text) {
  LogReader reader("fuzz.log");
  Side side{.name = "fuzz", .architecture = "", .emulated = false, .tests = {}};
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    take(reader.read(text.substr(0, end)), reader.place(), side);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  take(reader.end(), reader.place(), side);
}

}  // namespace
}  // namespace litmus

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    litmus::read_all({reinterpret_cast<const char*>(data), size});
  } catch (const litmus::Error& error) {
    CHECK(!error.message().empty());
    CHECK(error.place().file == "fuzz.log" && error.place().line > 0);
  }
  return 0;
}
