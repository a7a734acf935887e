// Splits as text, and the rules that they keep to.
#include "harness/split.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "harness/error.h"

namespace litmus {
namespace {

constexpr int kMaxPieces = 26;  // a letter each
constexpr std::size_t kMaxTurns = 256;

std::string print_turn(const Turn& turn) {
  std::string text = std::to_string(turn.role);
  for (int piece = turn.first; piece < turn.last; ++piece) text += static_cast<char>('a' + piece);
  return turn.holds ? text + '!' : text;
}

// "1bc!": a role's number, the letters of neighbouring pieces, a mark.
std::optional<Turn> turn_from(std::string_view text) {
  if (text.ends_with('!')) {
    std::optional<Turn> turn = turn_from(text.substr(0, text.size() - 1));
    if (!turn || turn->holds) return std::nullopt;
    turn->holds = true;
    return turn;
  }
  int role = 0;
  const char* const end = text.data() + text.size();
  const auto [letters, error] = std::from_chars(text.data(), end, role);
  if (error != std::errc() || role < 0 || role >= static_cast<int>(kMaxRoles)) return std::nullopt;
  if (letters == end) return Turn(role);
  const int first = *letters - 'a';
  const auto count = static_cast<int>(end - letters);
  if (first < 0 || first + count > kMaxPieces) return std::nullopt;
  for (int n = 0; n < count; ++n) {
    if (letters[n] != 'a' + first + n) return std::nullopt;
  }
  return Turn(role, first, first + count);
}

// Calls `use` with each stretch of `text` between separators; false as soon as `use` is.
template <typename Use>
bool for_each_piece(std::string_view text, char separator, Use use) {
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (!use(text.substr(0, end))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

constexpr const char* kHowToSplit =
    "split= names every role once, as in 0,2/1,3, or all its pieces in order, as in 1a,0,1b/2";

// How far each role has been played, turn by turn.
class Played {
 public:
  explicit Played(const Kernel& kernel)
      : kernel_(kernel), next_(kernel.roles.size(), 0), worker_(kernel.roles.size(), -1) {}

  void take(const Turn& turn, int worker) {
    if (turn.role < 0 || static_cast<std::size_t>(turn.role) >= next_.size()) {
      throw Error(fmt::format("{} has no role {}", kernel_.name, turn.role),
                  fmt::format("its roles are 0 to {}", next_.size() - 1));
    }
    const auto role = static_cast<std::size_t>(turn.role);
    const int pieces = pieces_of(role);
    if (!turn.is_whole() && (kernel_.roles[role].pieces.empty() || turn.last > pieces)) {
      throw Error(fmt::format("role {} of {} has no piece {}", role, kernel_.name,
                              static_cast<char>('a' + turn.last - 1)),
                  pieces > 1 ? fmt::format("it is cut into {}", pieces) : "it can not be cut");
    }
    if (turn.first != next_[role] || (worker_[role] >= 0 && worker_[role] != worker)) {
      throw Error(fmt::format("role {} of {} is not played once and in order", role, kernel_.name),
                  kHowToSplit);
    }
    next_[role] = turn.is_whole() ? pieces : turn.last;
    worker_[role] = worker;
  }

  void check_complete() const {
    for (std::size_t role = 0; role < next_.size(); ++role) {
      if (next_[role] == pieces_of(role)) continue;
      throw Error(fmt::format("role {} of {} is not played to its end", role, kernel_.name),
                  kHowToSplit);
    }
  }

 private:
  int pieces_of(std::size_t role) const {
    return std::max(1, static_cast<int>(kernel_.roles[role].pieces.size()));
  }

  const Kernel& kernel_;
  std::vector<int> next_;    // by role: the piece that is still to come
  std::vector<int> worker_;  // by role; -1: nobody's yet
};

void check_waiting(const std::vector<Turn>& turns, const Kernel& kernel) {
  for (const Turn& turn : turns) {
    if (turns.size() == 1 || !kernel.roles[static_cast<std::size_t>(turn.role)].waits) continue;
    throw Error(
        fmt::format("role {} of {} waits for others and shares a worker", turn.role, kernel.name),
        "give it a worker of its own in split=");
  }
}

}  // namespace

std::string to_string(const Split& split) {
  std::vector<std::string> workers;
  for (const std::vector<Turn>& turns : split) {
    std::vector<std::string> words;
    for (const Turn& turn : turns) words.push_back(print_turn(turn));
    workers.push_back(fmt::format("{}", fmt::join(words, ",")));
  }
  return fmt::format("{}", fmt::join(workers, "/"));
}

std::optional<Split> split_from(std::string_view text) {
  Split split;
  std::size_t turns = 0;
  const bool is_one = for_each_piece(text, '/', [&](std::string_view worker) {
    split.emplace_back();
    return split.size() <= kMaxRoles && for_each_piece(worker, ',', [&](std::string_view word) {
             const std::optional<Turn> turn = turn_from(word);
             if (turn) split.back().push_back(*turn);
             return turn.has_value() && ++turns <= kMaxTurns;
           });
  });
  if (!is_one) return std::nullopt;
  return split;
}

void check_fits(const Split& split, const Kernel& kernel) {
  Played played(kernel);
  for (std::size_t worker = 0; worker < split.size(); ++worker) {
    for (const Turn& turn : split[worker]) played.take(turn, static_cast<int>(worker));
    check_waiting(split[worker], kernel);
  }
  played.check_complete();
}

}  // namespace litmus
