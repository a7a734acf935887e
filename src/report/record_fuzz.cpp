// One input of the fuzzer for results files: every line is refused with a place, or it is
// understood, and then its text means the same again. Any other ending is a bug and aborts.
//
//     cmake --preset fuzz && ninja -C build/fuzz record_fuzz
//     build/fuzz/src/report/record_fuzz NEW_INPUTS src/report/corpus/records
//
// Every build replays the corpus.
#include <cstddef>
#include <cstdint>

#include "report/merge.h"
#include "report/record.h"

namespace litmus {
namespace {

void check_record(const Record& record) {
  const std::string line = to_text(*record.line);
  const Record again = std::get<Record>(read_run_line(line, {}));
  CHECK(to_text(*again.line) == line);
  CHECK(again.blocks.size() == record.blocks.size());
  for (const RecordedBlock& block : record.blocks)
    CHECK(block.environment < record.environments.size());
}

void read_all(std::string_view text) {
  RunFileReader reader("fuzz.jsonl");
  Merge merge;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const bool ended = end != text.npos;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(ended ? end + 1 : text.size());
    if (const auto read = reader.read(line, ended)) {
      if (const auto* record = std::get_if<Record>(&*read)) check_record(*record);
      merge.take(*read, reader.place());
    }
  }
}

}  // namespace
}  // namespace litmus

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    litmus::read_all({reinterpret_cast<const char*>(data), size});
  } catch (const litmus::Error& error) {
    CHECK(!error.message().empty());
    CHECK(error.place().file == "fuzz.jsonl" && error.place().line > 0);
  }
  return 0;
}
