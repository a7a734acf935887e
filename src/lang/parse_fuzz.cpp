// One input of the fuzzer for .litmus text: it is refused with a place, or it is understood, and
// then print and read back gives the same test. Any other ending is a bug and aborts.
//
//     cmake --preset fuzz && ninja -C build/fuzz parse_fuzz
//     build/fuzz/src/lang/parse_fuzz -dict=src/lang/parse.dict NEW_INPUTS src/lang/corpus
//
// Every build replays the corpus and all other tests at hand.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/error.h"
#include "lang/effects.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

void check_accepted(const Test& test) {
  const std::string printed = to_litmus(test);
  try {
    const Test again = parse_test(printed, "printed");
    CHECK(again == test);
    CHECK(to_litmus(again) == printed);
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n--- printed:\n%s", error.what(), printed.c_str());
    CHECK(false && "what was printed must read");
  }
  CHECK(test.hash.size() == 32 || !metadata(test, "Hash").empty());
  CHECK(!to_cpp(test).empty());
  beyond_herd(test);
  for (std::size_t i = 0; i < test.threads.size(); ++i) effects(test, static_cast<int>(i));
}

}  // namespace
}  // namespace litmus

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    litmus::check_accepted(litmus::parse_test(text, "fuzz.litmus"));
  } catch (const litmus::Error& error) {
    CHECK(!error.message().empty());
    CHECK(error.place().file == "fuzz.litmus");
    CHECK(error.place().line > 0 || size > litmus::kMaxFileBytes);
  }
  return 0;
}
