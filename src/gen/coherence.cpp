// Sorts the values of each location by what the condition says of them.
#include "gen/coherence.h"

#include <algorithm>
#include <set>
#include <utility>

namespace litmus {
namespace {

// What the condition says of the order of one location's values: pairs of an earlier and a later.
using Pairs = std::set<std::pair<Value, Value>>;

class Coherence {
 public:
  Coherence(const Test& test, const Asked& asked, const std::vector<ThreadTrace>& threads)
      : test_(test), asked_(asked), threads_(threads) {}

  // The ranks of every location's values, if the condition settles them.
  std::optional<std::vector<Ranks>> ranks() const {
    std::vector<Ranks> all;
    for (std::size_t i = 0; i < test_.locations.size(); ++i) {
      auto found = ranks_of(static_cast<int>(i));
      if (!found) return std::nullopt;
      all.push_back(std::move(*found));
    }
    return all;
  }

 private:
  std::optional<Ranks> ranks_of(int location) const {
    std::vector<Value> values = {test_.locations[static_cast<std::size_t>(location)].initial};
    for_each_access(location, [&](const TracedAccess& access) {
      if (access.writes) values.push_back(access.value_written);
    });
    Pairs known = orders_of(location, values);
    if (!sort_by(known, values)) return std::nullopt;
    Ranks ranks;
    for (Value value : values) {
      if (!ranks.emplace(value, static_cast<int>(ranks.size())).second) return std::nullopt;
    }
    return ranks;
  }

  template <typename Use>
  void for_each_access(int location, Use use) const {
    for (const ThreadTrace& thread : threads_) {
      for (const TracedAccess& access : thread) {
        if (access.location == location) use(access);
      }
    }
  }

  std::optional<Value> final_value(int location) const {
    for (std::size_t i = 0; i < test_.observed.size(); ++i) {
      const Column& column = test_.observed[i];
      if (column.thread < 0 && column.index == location) return asked_[i];
    }
    return std::nullopt;
  }

  Pairs orders_of(int location, const std::vector<Value>& values) const {
    Pairs known;
    std::optional<Value> last = final_value(location);
    for (Value value : values) {
      if (value != values[0]) known.insert({values[0], value});
      if (last && value != *last) known.insert({value, *last});
    }
    if (values.size() > 3) add_observed(location, known);
    add_updated(location, known);
    return known;
  }

  void add_observed(int location, Pairs& known) const {
    for (const ThreadTrace& thread : threads_) {
      if (!is_observer(thread) || thread[0].location != location) continue;
      for (std::size_t i = 1; i < thread.size(); ++i) {
        if (thread[i - 1].value_read != thread[i].value_read) {
          known.insert({*thread[i - 1].value_read, *thread[i].value_read});
        }
      }
    }
  }

  // An update stands right after what it read: what is before the one is before the other.
  void add_updated(int location, Pairs& known) const {
    Pairs glued;
    for_each_access(location, [&](const TracedAccess& access) {
      if (access.update && access.value_read) {
        glued.insert({*access.value_read, access.value_written});
      }
    });
    known.insert(glued.begin(), glued.end());
    for (std::size_t before = 0; before != known.size();) {
      before = known.size();
      for (auto [read, written] : glued) {
        for (auto [first, second] : Pairs(known)) {
          if (second == written && first != read) known.insert({first, read});
          if (first == read && second != written) known.insert({written, second});
        }
      }
    }
  }

  // Sorts `values` if exactly one order has all that is known.
  static bool sort_by(const Pairs& known, std::vector<Value>& values) {
    std::vector<Value> sorted;
    while (!values.empty()) {
      auto preceded = [&](Value value) {
        return std::any_of(known.begin(), known.end(), [&](const auto& order) {
          return order.second == value &&
                 std::find(values.begin(), values.end(), order.first) != values.end();
        });
      };
      auto next = std::find_if_not(values.begin(), values.end(), preceded);
      if (next == values.end() ||
          std::find_if_not(next + 1, values.end(), preceded) != values.end()) {
        return false;
      }
      sorted.push_back(*next);
      values.erase(next);
    }
    values = std::move(sorted);
    return true;
  }

  const Test& test_;
  const Asked& asked_;
  const std::vector<ThreadTrace>& threads_;
};

}  // namespace

bool is_observer(const ThreadTrace& thread) {
  return thread.size() > 1 && std::all_of(thread.begin(), thread.end(), [&](const auto& access) {
           return access.reads && !access.writes && access.location == thread[0].location &&
                  access.link == Edge::Kind::Po && access.order == Order::Relaxed;
         });
}

std::optional<std::vector<Ranks>> coherence_ranks(const Test& test, const Asked& asked,
                                                  const std::vector<ThreadTrace>& threads) {
  return Coherence(test, asked, threads).ranks();
}

}  // namespace litmus
