// Products of paths; see ways.h. Tested by path_test.cpp.
#include "model/ways.h"

#include <algorithm>

namespace litmus {
namespace {

bool ends_early(const Path* path) { return path->end != Path::End::Complete; }

}  // namespace

Ways ways(const Test& test, int unroll) {
  Ways result;
  const int threads = static_cast<int>(test.threads.size());
  result.programs.reserve(test.threads.size());  // paths point into programs
  result.paths.reserve(test.threads.size());
  for (int thread = 0; thread < threads; ++thread) {
    result.programs.push_back(effects(test, thread));
    result.paths.push_back(unfold(test, thread, result.programs.back(), unroll));
  }
  return result;
}

void for_each_combination(const Ways& ways, Paths which,
                          const std::function<bool(const Combination&)>& visitor) {
  std::vector<std::size_t> sizes;
  sizes.reserve(ways.paths.size());
  bool all_complete = true;
  for (const std::vector<Path>& paths : ways.paths) {
    const auto complete = static_cast<std::size_t>(std::ranges::count_if(
        paths, [](const Path& path) { return path.end == Path::End::Complete; }));
    all_complete = all_complete && complete == paths.size();
    sizes.push_back(which == Paths::Complete ? complete : paths.size());
    if (sizes.back() == 0) return;
  }
  if (which == Paths::EndingEarly && all_complete) return;
  std::vector<std::size_t> choice(sizes.size());
  Combination combination(sizes.size());
  for (;;) {
    for (std::size_t i = 0; i < sizes.size(); ++i) combination[i] = &ways.paths[i][choice[i]];
    const bool early = which == Paths::EndingEarly;
    if (!early || std::ranges::any_of(combination, ends_early)) {
      if (!visitor(combination)) return;
    }
    std::size_t at = 0;
    while (at < sizes.size() && ++choice[at] == sizes[at]) choice[at++] = 0;
    if (at == sizes.size()) return;
  }
}

}  // namespace litmus
