// Any bytes as a cat text: it is refused with a message, or compiled and evaluated; never a crash,
// a hang or a heap of memory.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/cat.h"
#include "model/evaluation.h"
#include "model/trace_edge.h"

namespace litmus {
namespace {

void run(const CatModel& model) {
  Evaluation e(model);
  e.begin(5);
  for (std::size_t i = 0; i < model.sets.size(); ++i) {
    e.set(static_cast<int>(i)) = EventSet{(i * 7 + 3) & 31};
  }
  for (int a = 0; a < 5; ++a) {
    for (int b = 0; b < kBases; ++b) e.relation(static_cast<Base>(b)).insert(a, (a + b) % 5);
  }
  for (Level level : {Level::Static, Level::Rf, Level::Co}) {
    e.refresh(level);
    e.first_failure(Checks::Partial);
    e.first_failure(Checks::Axioms);
  }
  for (const Check& check : model.checks) {
    if (check.negated || !e.raised(check)) continue;
    Failure failure = e.failure(check);
    const bool pair = failure.events.size() == 2 && check.kind != Check::Kind::Irreflexive;
    const Node& node = model.nodes[static_cast<std::size_t>(check.node)];
    if (pair && !node.is_set) trace_edge(e, check.node, failure.events[0], failure.events[1]);
  }
}

}  // namespace
}  // namespace litmus

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    litmus::run(litmus::compile_cat(text, "fuzz.cat"));
  } catch (const litmus::Error&) {
  }
  return 0;
}
