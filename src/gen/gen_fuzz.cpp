// Any bytes as a name, a cycle and a selection: refused with a message, or understood, and then
// what was understood has a name that means the same, and a test that is recognised and reads back.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gen/make_test.h"
#include "gen/names.h"
#include "gen/recognise.h"
#include "gen/selection.h"
#include "harness/error.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

void check_cycle(const Cycle& cycle) {
  CHECK(!fault(cycle));
  CHECK(canonical(cycle) == cycle);
  CHECK(parse_cycle(to_string(cycle)) == cycle);
  const std::string name = name_of(cycle);
  CHECK(cycle_of_name(name) == cycle);
  const Test test = make_test(cycle, name);
  CHECK(parse_test(to_litmus(test), "fuzz.litmus") == test);
  // Where program order stays at one location, other edges may tell the same test.
  const auto found = recognise(test);
  CHECK(!found || make_test(*found, name).threads == test.threads);
}

template <typename Use>
void if_understood(Use use) {
  try {
    use();
  } catch (const Error&) {
  }
}

}  // namespace
}  // namespace litmus

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace litmus;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::optional<Cycle> cycle;
  if_understood([&] { cycle = cycle_of_name(text); });
  if (cycle) check_cycle(*cycle);
  cycle.reset();
  if_understood([&] { cycle = parse_cycle(text); });
  if (cycle) check_cycle(*cycle);
  if_understood([&] {
    int left = 10;
    Selection selection = parse_selection(text);
    selection.max_size = std::min(selection.max_size, 5);
    enumerate(selection, [&](const Cycle& each) {
      CHECK(cycle_of_name(name_of(each)) == each);
      return --left > 0;
    });
  });
  return 0;
}
