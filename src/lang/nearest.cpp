// Edit distance with swaps of neighbours (optimal string alignment). Tested by nearest_test.cpp.
#include "lang/nearest.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace litmus {
namespace {

// Longer words are no names of ours: somebody pasted a page, and the table below is quadratic.
constexpr std::size_t kMaxWord = 200;

char fold(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::size_t distance(std::string_view a, std::string_view b) {
  // rows[i % 3][j]: slips between the first i letters of a and the first j of b.
  std::vector<std::size_t> rows[3];
  for (auto& row : rows) row.resize(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[i % 3];
    const auto& before = rows[(i - 1) % 3];
    const auto& two_before = rows[(i + 1) % 3];
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = fold(a[i - 1]) == fold(b[j - 1]);
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1]);
      if (swapped) now[j] = std::min(now[j], two_before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  if (word.empty() || word.size() > kMaxWord) return "";
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    if (candidate.size() > kMaxWord) continue;
    // A distance that replaces every letter says nothing: "a" is not a slip for "b".
    const std::size_t slips = distance(word, candidate);
    if (slips < best_distance && slips < candidate.size()) {
      best = candidate;
      best_distance = slips;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known,
                         std::string_view otherwise) {
  const std::string_view near = nearest(word, known);
  if (near.empty()) return std::string(otherwise);
  return "did you mean '" + std::string(near) + "'?";
}

}  // namespace litmus
