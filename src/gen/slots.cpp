// Finds and changes the orders in the trees of a test's threads.
#include "gen/slots.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "harness/error.h"

namespace litmus {
namespace {

std::optional<Slot::Kind> kind_of(const Expr& e) {
  if (e.kind == Expr::Kind::Fence) return Slot::Kind::Fence;
  if (e.order == Order::Plain) return std::nullopt;
  // Written as an assignment, for what comes first: there is no place for an order.
  if (e.right_first) return std::nullopt;
  switch (e.kind) {
    case Expr::Kind::Load:
      return Slot::Kind::Load;
    case Expr::Kind::Store:
      return Slot::Kind::Store;
    case Expr::Kind::Update:
      return Slot::Kind::Update;
    case Expr::Kind::CompareExchange:
      return Slot::Kind::Success;
    default:
      return std::nullopt;
  }
}

// Calls use(kind, order, expr) on every order in an expression, in the order of evaluation. `E` is
// Expr or const Expr.
template <typename E, typename Use>
void for_each_order(E& e, Use use) {
  const std::size_t count = e.operands.size();
  for (std::size_t i = 0; i < count; ++i)
    for_each_order(e.operands[e.right_first ? count - 1 - i : i], use);
  std::optional<Slot::Kind> kind = kind_of(e);
  if (!kind) return;
  use(*kind, e.order, e);
  if (*kind == Slot::Kind::Success) use(Slot::Kind::Failure, e.failure_order, e);
}

template <typename S, typename Use>
void for_each_order_in(S& statements, Use use) {
  for (auto& statement : statements) {
    for_each_order_in(statement.init, use);
    bool after_body = statement.kind == Statement::Kind::DoWhile;
    if (!after_body) for_each_order(statement.expr, use);
    for_each_order_in(statement.body, use);
    for_each_order_in(statement.step, use);
    if (after_body) for_each_order(statement.expr, use);
    for_each_order_in(statement.otherwise, use);
  }
}

int location_in(const Expr& e) {
  if (e.kind == Expr::Kind::Address) return e.index;
  for (const Expr& operand : e.operands) {
    if (int found = location_in(operand); found >= 0) return found;
  }
  return -1;
}

bool accesses(const Expr& e) {
  if (e.kind >= Expr::Kind::Load && e.kind <= Expr::Kind::CompareExchange) return true;
  if (e.kind == Expr::Kind::Lock || e.kind == Expr::Kind::Unlock) return true;
  return std::any_of(e.operands.begin(), e.operands.end(), accesses);
}

bool accesses_any(const std::vector<Statement>& statements);

bool accesses_memory(const Statement& s) {
  return accesses(s.expr) || accesses_any(s.body) || accesses_any(s.otherwise) ||
         accesses_any(s.init) || accesses_any(s.step);
}

bool accesses_any(const std::vector<Statement>& statements) {
  return std::any_of(statements.begin(), statements.end(), accesses_memory);
}

bool is_fence(const Statement& s) {
  return s.kind == Statement::Kind::Evaluate && s.expr.kind == Expr::Kind::Fence;
}

Statement candidate_fence() {
  Statement s;
  s.expr.kind = Expr::Kind::Fence;
  s.expr.type = Type{.base = Type::Base::Void};
  return s;
}

bool is_loop(const Statement& s) {
  return s.kind == Statement::Kind::While || s.kind == Statement::Kind::DoWhile ||
         s.kind == Statement::Kind::For;
}

// Puts a fence between one access and the next on every path. `pending` says that an access went
// before, and no fence since; what then holds at the end is returned.
bool add_candidates(std::vector<Statement>& statements, bool pending) {
  std::vector<Statement> filled;
  for (Statement& statement : statements) {
    const bool access = accesses_memory(statement);
    if (access && pending) filled.push_back(candidate_fence());
    pending = access || (pending && !is_fence(statement));
    // A branch follows its condition; a loop's body also follows itself.
    const bool condition = accesses(statement.expr);
    const bool body_ends_pending =
        add_candidates(statement.body, condition || is_loop(statement));
    add_candidates(statement.otherwise, condition);
    if (is_loop(statement) && condition && body_ends_pending && accesses_any(statement.body))
      statement.body.push_back(candidate_fence());
    filled.push_back(std::move(statement));
  }
  statements = std::move(filled);
  return pending;
}

void remove_plain_fences(std::vector<Statement>& statements) {
  std::erase_if(statements,
                [](const Statement& s) { return is_fence(s) && s.expr.order == Order::Plain; });
  for (Statement& statement : statements) {
    remove_plain_fences(statement.body);
    remove_plain_fences(statement.otherwise);
  }
}

std::string_view noun(Slot::Kind kind) {
  switch (kind) {
    case Slot::Kind::Load:
      return "load";
    case Slot::Kind::Store:
      return "store";
    case Slot::Kind::Update:
      return "update";
    case Slot::Kind::Success:
    case Slot::Kind::Failure:
      return "compare-exchange";
    case Slot::Kind::Fence:
      return "fence";
  }
  return "";
}

const std::string& location_name(const Slot& slot, const Test& test) {
  static const std::string kNone;
  if (slot.location < 0) return kNone;
  return test.locations[static_cast<std::size_t>(slot.location)].name;
}

}  // namespace

std::vector<Slot> slots_of(const Test& test) {
  std::vector<Slot> slots;
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    int number = 0;
    for_each_order_in(test.threads[i].body, [&](Slot::Kind kind, Order order, const Expr& e) {
      slots.push_back({.kind = kind,
                       .thread = static_cast<int>(i),
                       .number = ++number,
                       .location = e.operands.empty() ? -1 : location_in(e.operands[0]),
                       .added = kind == Slot::Kind::Fence && order == Order::Plain,
                       .order = order,
                       .at = e.at});
    });
  }
  return slots;
}

Test with_orders(const Test& test, std::span<const Order> orders) {
  Test changed = test;
  std::size_t next = 0;
  for (Thread& thread : changed.threads) {
    for_each_order_in(thread.body,
                      [&](Slot::Kind, Order& order, const Expr&) { order = orders[next++]; });
    remove_plain_fences(thread.body);
  }
  CHECK(next == orders.size());
  std::erase_if(changed.metadata, [](const auto& line) {
    return line.first == "Cycle" || line.first == "Expect" || line.first == "Hash";
  });
  changed.hash.clear();
  changed.source.clear();
  changed.file.clear();
  return changed;
}

Test with_candidate_fences(const Test& test) {
  Test changed = test;
  for (Thread& thread : changed.threads) add_candidates(thread.body, false);
  return changed;
}

std::span<const Order> orders_for(Slot::Kind kind) {
  static constexpr Order kLoads[] = {Order::Relaxed, Order::Acquire, Order::SeqCst};
  static constexpr Order kStores[] = {Order::Relaxed, Order::Release, Order::SeqCst};
  static constexpr Order kUpdates[] = {Order::Relaxed, Order::Acquire, Order::Release,
                                       Order::AcqRel, Order::SeqCst};
  static constexpr Order kFences[] = {Order::Plain, Order::Acquire, Order::Release, Order::AcqRel,
                                      Order::SeqCst};
  switch (kind) {
    case Slot::Kind::Load:
    case Slot::Kind::Failure:
      return kLoads;
    case Slot::Kind::Store:
      return kStores;
    case Slot::Kind::Update:
    case Slot::Kind::Success:
      return kUpdates;
    case Slot::Kind::Fence:
      return kFences;
  }
  return {};
}

std::vector<Order> next_weaker(Slot::Kind kind, Order order) {
  std::vector<Order> weaker;
  for (Order candidate : orders_for(kind)) {
    if (candidate == order || !at_least(order, candidate)) continue;
    // Weaker orders come first, so a later one that covers an earlier one replaces it.
    std::erase_if(weaker, [&](Order earlier) { return at_least(candidate, earlier); });
    weaker.push_back(candidate);
  }
  return weaker;
}

std::string to_string(const Slot& slot, const Test& test) {
  std::string text = fmt::format("P{}: {}", slot.thread, noun(slot.kind));
  if (slot.kind == Slot::Kind::Fence) return text += fmt::format(" {}", slot.number);
  if (slot.location >= 0) text += " " + location_name(slot, test);
  if (slot.kind == Slot::Kind::Failure) text += ", on failure";
  return text;
}

std::vector<bool> slots_named(std::string_view word, std::span<const Slot> slots,
                              const Test& test) {
  std::size_t colon = word.find(':');
  std::string_view thread = word.substr(0, colon);
  std::string_view rest = colon == std::string_view::npos ? "" : word.substr(colon + 1);
  std::vector<bool> named;
  for (const Slot& slot : slots) {
    if (word == to_string(slot, test)) {
      named.push_back(true);
      continue;
    }
    bool in_thread = thread == fmt::format("P{}", slot.thread);
    bool at_location = !location_name(slot, test).empty();
    if (colon == std::string_view::npos) {
      named.push_back(in_thread || (at_location && location_name(slot, test) == word));
    } else {
      bool counted = rest == std::to_string(slot.number);
      named.push_back(in_thread && (counted || (at_location && location_name(slot, test) == rest)));
    }
  }
  if (std::find(named.begin(), named.end(), true) != named.end()) return named;
  throw Error(fmt::format("'{}' names no access and no fence of {}", word, test.name),
              "write P0 (a thread), x (a location), P0:x or P0:2 (the second in its thread)");
}

Kept kept_by(std::string_view word, std::span<const Slot> slots, const Test& test) {
  const auto is_called = [&](const Slot& slot) { return to_string(slot, test) == word; };
  const std::size_t end = std::min(word.rfind(' '), word.size());
  const std::optional<Order> order = order_from(word.substr(std::min(end + 1, word.size())));
  // A location may be called as an order is.
  if (!order || std::any_of(slots.begin(), slots.end(), is_called))
    return {slots_named(word, slots, test), std::nullopt};
  Kept kept = {slots_named(word.substr(0, end), slots, test), order};
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const std::span<const Order> possible = orders_for(slots[i].kind);
    const bool fits = std::find(possible.begin(), possible.end(), *order) != possible.end();
    if (kept.slots[i] && !fits)
      throw Error(fmt::format("'{}': no {} is {}", word, noun(slots[i].kind), to_string(*order)));
  }
  return kept;
}

}  // namespace litmus
