// One event a line, so that columns may be as near to each other as the width asks.
#include "report/cycle_picture.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace litmus {
namespace {

constexpr std::size_t kPictureWidth = 80;
constexpr std::size_t kColumnGap = 2;

struct PictureStep {
  int from = -1;
  int to = -1;
  std::string label;
  bool directed = true;  // a race has no direction
};

class Ladder {
 public:
  Ladder(const Execution& execution, const Test& test, const std::vector<PictureStep>& steps)
      : execution_(execution), test_(test) {
    std::size_t widest = 0;
    for (const PictureStep& step : steps) {
      for (int event : {step.from, step.to}) {
        column_of_[thread(event)] = 0;
        widest = std::max(widest, line(event).size());
      }
    }
    const std::size_t room = kPictureWidth - std::min(widest, kPictureWidth);
    const std::size_t between = std::max<std::size_t>(column_of_.size() - 1, 1);
    const std::size_t distance = std::min(widest + kColumnGap, room / between);
    std::size_t next = 0;
    for (auto& [thread, column] : column_of_) column = std::exchange(next, next + distance);
  }

  std::string draw(const std::vector<PictureStep>& steps) {
    titles();
    int at = -1;
    for (const PictureStep& step : steps) {
      if (step.from != at) {
        if (at >= 0) text_ += '\n';
        put(column(step.from), line(step.from));
        drawn_ = EventSet::of(step.from);
      }
      lead(step);
      put(column(step.to), drawn_.contains(step.to) ? letter(execution_, step.to) : line(step.to));
      drawn_.insert(step.to);
      at = step.to;
    }
    return std::move(text_);
  }

 private:
  int thread(int event) const { return execution_.events[static_cast<std::size_t>(event)].thread; }
  std::size_t column(int event) const { return column_of_.at(thread(event)); }
  std::string line(int event) const {
    const ExecutionEvent& what = execution_.events[static_cast<std::size_t>(event)];
    return fmt::format("{}: {}", letter(execution_, event), to_string(what, test_));
  }

  void put(std::size_t at, std::string_view what) {
    text_ += fmt::format("{:{}}{}\n", "", at, what);
  }

  void titles() {
    std::string row;
    for (const auto& [thread, at] : column_of_) {
      row.resize(std::max(row.size() + (row.empty() ? 0 : 1), at), ' ');
      row += thread < 0 ? "start" : fmt::format("P{}", thread);
    }
    text_ += row + '\n';
  }

  void lead(const PictureStep& step) {
    const std::size_t from = column(step.from), to = column(step.to);
    if (from == to) return put(from, "| " + step.label);
    const std::size_t left = std::min(from, to);
    std::string arrow(std::max(from, to) - left + 1, step.directed ? '-' : '~');
    arrow.front() = from < to ? '\'' : '.';
    arrow.back() = from < to ? '.' : '\'';
    if (step.directed) arrow[from < to ? arrow.size() - 2 : 1] = from < to ? '>' : '<';
    const std::string label = ' ' + step.label + ' ';
    if (arrow.size() >= label.size() + 6) {
      arrow.replace((arrow.size() - label.size()) / 2, label.size(), label);
    } else {
      arrow += ' ' + step.label;
    }
    put(left, arrow);
  }

  const Execution& execution_;
  const Test& test_;
  std::map<int, std::size_t> column_of_;  // of each thread that takes part
  EventSet drawn_;                        // in this chain of steps
  std::string text_;
};

// Reasons that lead from and to the same events are one step: "po & loc". That an update is one can
// be seen.
std::vector<PictureStep> steps_of(const std::vector<Reason>& reasons) {
  std::vector<PictureStep> steps;
  for (const Reason& reason : reasons) {
    if (reason.from == reason.to && reason.relation == "rmw") continue;
    if (!steps.empty() && steps.back().from == reason.from && steps.back().to == reason.to) {
      steps.back().label += " & " + reason.relation;
    } else {
      steps.push_back({reason.from, reason.to, reason.relation});
    }
  }
  return steps;
}

}  // namespace

std::string picture(const Refusal& refusal, const Test& test, const CatModel& model) {
  const std::vector<PictureStep> steps = steps_of(reasons(refusal, test, model));
  return steps.empty() ? "" : Ladder(refusal.execution, test, steps).draw(steps);
}

std::string picture(const RaceWitness& race, const Test& test) {
  const std::vector<PictureStep> steps = {{race.a, race.b, "race", false}};
  return Ladder(race.execution, test, steps).draw(steps);
}

}  // namespace litmus
