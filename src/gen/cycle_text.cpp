// Cycles as text: edges and orders between blanks or commas.
//
// An order between two edges belongs to the access where they meet: `Rel Rfe Acq`. Two orders may
// also be glued to an edge, as other generators write them: `RfeRelAcq`.
#include <fmt/core.h>

#include <utility>

#include "gen/cycle.h"
#include "harness/error.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

constexpr std::pair<std::string_view, Access> kAccessWords[] = {
    {"Rlx", {Order::Relaxed, false}},  {"Acq", {Order::Acquire, false}},
    {"Rel", {Order::Release, false}},  {"AR", {Order::AcqRel, false}},
    {"Sc", {Order::SeqCst, false}},    {"U.Rlx", {Order::Relaxed, true}},
    {"U.Acq", {Order::Acquire, true}}, {"U.Rel", {Order::Release, true}},
    {"U.AR", {Order::AcqRel, true}},   {"U.Sc", {Order::SeqCst, true}},
    {"Rmw", {Order::Relaxed, true}},
};

std::optional<Access> access_named(std::string_view word) {
  for (const auto& [name, access] : kAccessWords) {
    if (name == word) return access;
  }
  return std::nullopt;
}

std::string_view access_mark(const Access& access) {
  for (const auto& [name, known] : kAccessWords) {
    if (known == access) return name;
  }
  return "";
}

// The access at whose end of `word` a name stands, which is cut off.
std::optional<Access> cut_access(std::string_view& word) {
  for (const auto& [name, access] : kAccessWords) {
    if (word.size() <= name.size() || !word.ends_with(name)) continue;
    // The longest name wins: in `PodWRU.RlxU.Sc` the last is U.Sc, not Sc.
    std::string_view before = word.substr(0, word.size() - name.size());
    if (before.ends_with("U.")) continue;
    word = before;
    return access;
  }
  return std::nullopt;
}

class CycleParser {
 public:
  explicit CycleParser(std::string_view text) : text_(text) {}

  Cycle parse() {
    while (next_word()) read_word();
    // What stands before the first edge or after the last is the access where the ring closes.
    if (pending_) annotate(0, *pending_);
    for (std::size_t i = 0; i < cycle_.size(); ++i) {
      if (accesses_[i]) cycle_.steps[i].access = *accesses_[i];
    }
    if (auto wrong = fault(cycle_)) {
      at_ = wrong->step < places_.size() ? places_[wrong->step] : 0;
      refuse(wrong->message, wrong->hint);
    }
    return canonical(std::move(cycle_));
  }

 private:
  static bool separates(char c) { return c == ' ' || c == '\t' || c == '\n' || c == ','; }

  bool next_word() {
    at_ = end_;
    while (at_ < text_.size() && separates(text_[at_])) ++at_;
    end_ = at_;
    while (end_ < text_.size() && !separates(text_[end_])) ++end_;
    return at_ < end_;
  }

  void read_word() {
    std::string_view word = text_.substr(at_, end_ - at_);
    if (auto access = access_named(word)) {
      if (pending_) refuse("two orders for one access", "write one between two edges");
      pending_ = access;
      return;
    }
    if (auto edge = edge_named(word)) return add_edge(*edge);
    std::string_view rest = word;
    std::optional<Access> target = cut_access(rest);
    std::optional<Access> source = target ? cut_access(rest) : std::nullopt;
    std::optional<Edge> edge = source ? edge_named(rest) : std::nullopt;
    if (!edge) refuse_word(word);
    add_edge(*edge);
    annotate(cycle_.size() - 1, *source);
    pending_ = target;
  }

  // The pending access, if any, is the one this edge leaves.
  void add_edge(const Edge& edge) {
    if (cycle_.size() > kMaxCycle) refuse("too many edges", fmt::format("at most {}", kMaxCycle));
    cycle_.steps.push_back({{}, edge});
    places_.push_back(at_);
    accesses_.emplace_back();
    if (pending_) annotate(cycle_.size() - 1, *std::exchange(pending_, std::nullopt));
  }

  void annotate(std::size_t step, const Access& access) {
    if (step >= accesses_.size()) refuse("no edges", "a cycle looks like PodWR Fre PodWR Fre");
    std::optional<Access>& known = accesses_[step];
    if (known && *known != access) {
      refuse(
          fmt::format("the access before {} is both {} and {}", to_string(cycle_.steps[step].edge),
                      access_mark(*known), access_mark(access)),
          "two words for one access must agree");
    }
    known = access;
  }

  [[noreturn]] void refuse_word(std::string_view word) const {
    std::vector<std::string_view> known(edge_words().begin(), edge_words().end());
    for (const auto& [name, access] : kAccessWords) known.push_back(name);
    refuse(
        fmt::format("no edge is called '{}'", word),
        did_you_mean(word, known, "edges are Rfe Fre Coe, PodWR PosRR, FenceScdWR, DpAddrdR, ..."));
  }

  [[noreturn]] void refuse(const std::string& message, const std::string& hint) const {
    bool one_line = text_.find('\n') == std::string_view::npos;
    Place place{.file = "cycle",
                .line = 1,
                .column = static_cast<int>(at_) + 1,
                .source = one_line ? std::string(text_) : ""};
    throw Error(std::move(place), message, hint);
  }

  std::string_view text_;
  std::size_t at_ = 0;   // the current word
  std::size_t end_ = 0;  // and its end
  Cycle cycle_;
  std::vector<std::size_t> places_;              // where each edge stands
  std::vector<std::optional<Access>> accesses_;  // what was said of each access
  std::optional<Access> pending_;                // of the access the next edge leaves
};

}  // namespace

Cycle parse_cycle(std::string_view text) { return CycleParser(text).parse(); }

std::string to_string(const Cycle& cycle) {
  std::string text;
  for (const Step& step : cycle.steps) {
    if (step.access != Access{}) text.append(access_mark(step.access)) += ' ';
    text.append(to_string(step.edge)) += ' ';
  }
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace litmus
