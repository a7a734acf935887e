// Dualize and advance over assignments of orders to slots.
//
// Found so far are some minimal forbidding assignments. The maximal assignments above none of them
// are asked about: one that forbids leads down to a new minimal one; when all allow, nothing was
// missed.
#include "gen/weakest.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "gen/cost.h"
#include "harness/error.h"

namespace litmus {
namespace {

using Orders = std::vector<Order>;

bool at_least(const Orders& a, const Orders& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!litmus::at_least(a[i], b[i])) return false;
  }
  return true;
}

class Search {
 public:
  Search(const Test& test, const Judge& judge, const WeakestOptions& options)
      : judge_(judge), options_(options) {
    found_.base = options.fences ? with_candidate_fences(test) : test;
    found_.slots = slots_of(found_.base);
    kept_.resize(found_.slots.size());
    for (const std::string& word : options.keep) {
      const Kept kept = kept_by(word, found_.slots, test);
      for (std::size_t i = 0; i < kept_.size(); ++i) {
        if (!kept.slots[i]) continue;
        kept_[i] = true;
        if (kept.order) found_.slots[i].order = *kept.order;
      }
    }
  }

  Weakest run() {
    tops_.push_back({strongest(), false});
    found_.complete = explore();
    for (const Top& top : tops_) {
      if (top.allows) found_.near.push_back(assignment(top.orders));
    }
    sort_by_cost(found_.answers);
    sort_by_cost(found_.near);
    return std::move(found_);
  }

 private:
  // A maximal assignment above no answer; `allows` once the judge has said so.
  struct Top {
    Orders orders;
    bool allows = false;
  };

  // Returns false if the search was cut short.
  bool explore() {
    for (;;) {
      auto open = std::find_if(tops_.begin(), tops_.end(), [](const Top& t) { return !t.allows; });
      if (open == tops_.end()) return true;
      std::optional<bool> forbidden = ask(open->orders);
      if (!forbidden) return false;
      if (!*forbidden) {
        open->allows = true;
        continue;
      }
      found_.possible = true;
      std::optional<Orders> minimal = descend(open->orders);
      if (!minimal) return false;
      found_.answers.push_back(assignment(*minimal));
      exclude(*minimal);
    }
  }

  // Lowers a forbidding assignment slot by slot, each as far as it goes. One pass is enough: what
  // allowed under stronger neighbours allows under weaker ones.
  std::optional<Orders> descend(Orders orders) {
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (kept_[i]) continue;
      const Order current = orders[i];
      for (Order order : orders_for(found_.slots[i].kind)) {
        if (order == current || !litmus::at_least(current, order)) continue;
        orders[i] = order;
        std::optional<bool> forbidden = ask(orders);
        if (!forbidden) return std::nullopt;
        if (*forbidden) break;
        orders[i] = current;
      }
    }
    return orders;
  }

  // Replaces every top above `answer` by the maximal assignments below it that are not.
  void exclude(const Orders& answer) {
    std::vector<Top> kept;
    std::vector<Top> lowered;
    for (Top& top : tops_) {
      if (!at_least(top.orders, answer)) {
        kept.push_back(std::move(top));
        continue;
      }
      for (std::size_t i = 0; i < answer.size(); ++i) {
        if (kept_[i]) continue;
        for (Order order : maximal_below(i, top.orders[i], answer[i])) {
          Orders orders = top.orders;
          orders[i] = order;
          lowered.push_back({std::move(orders), false});
        }
      }
    }
    tops_ = std::move(kept);
    for (Top& top : lowered) add_if_maximal(std::move(top));
  }

  // The strongest orders of a slot that are at most `bound` and not at least `answer`.
  std::vector<Order> maximal_below(std::size_t slot, Order bound, Order answer) const {
    std::vector<Order> maximal;
    for (Order order : orders_for(found_.slots[slot].kind)) {
      if (!litmus::at_least(bound, order) || litmus::at_least(order, answer)) continue;
      std::erase_if(maximal, [&](Order weaker) { return litmus::at_least(order, weaker); });
      maximal.push_back(order);
    }
    return maximal;
  }

  void add_if_maximal(Top top) {
    for (const Top& other : tops_) {
      if (at_least(other.orders, top.orders)) return;
    }
    std::erase_if(tops_, [&](const Top& o) { return at_least(top.orders, o.orders); });
    tops_.push_back(std::move(top));
  }

  // Whether these orders forbid; nothing when time is up.
  std::optional<bool> ask(const Orders& orders) {
    if (options_.expired && options_.expired()) return std::nullopt;
    Test test = with_orders(found_.base, orders);
    Judgement judgement = judge_(test);
    if (!judgement.decided()) return std::nullopt;
    if (found_.judged++ == 0) found_.races = judgement.races;
    found_.bounded = found_.bounded || judgement.bounded;
    return forbids(judgement, test);
  }

  Orders strongest() const {
    Orders orders;
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      orders.push_back(kept_[i] ? found_.slots[i].order : orders_for(found_.slots[i].kind).back());
    }
    return orders;
  }

  Assignment assignment(const Orders& orders) const {
    Assignment made{orders, with_orders(found_.base, orders), 0};
    made.cost = cost_of(made.test);
    return made;
  }

  static void sort_by_cost(std::vector<Assignment>& assignments) {
    std::stable_sort(assignments.begin(), assignments.end(),
                     [](const Assignment& a, const Assignment& b) { return a.cost < b.cost; });
  }

  const Judge& judge_;
  const WeakestOptions& options_;
  Weakest found_;
  std::vector<bool> kept_;
  std::vector<Top> tops_;
};

}  // namespace

Weakest weakest(const Test& test, const Judge& judge, const WeakestOptions& options) {
  return Search(test, judge, options).run();
}

bool forbids(const Judgement& judgement, const Test& test) {
  if (!judgement.races.empty()) return false;
  bool forall = test.condition.quantifier == Condition::Quantifier::Forall;
  return judgement.holds == (forall ? Frequency::Always : Frequency::Never);
}

}  // namespace litmus
