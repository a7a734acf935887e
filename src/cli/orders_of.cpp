// litmus generate --orders-of: every choice of memory orders for a test, by what a model says of
// it. Tested by command_line_test.cpp.
#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "cli/comma_list.h"
#include "cli/deadline.h"
#include "cli/exit_code.h"
#include "cli/generate.h"
#include "cli/models.h"
#include "cli/orders_in_words.h"
#include "cli/resolve.h"
#include "cli/variants.h"
#include "gen/assignments.h"
#include "harness/duration.h"
#include "harness/error.h"
#include "lang/print.h"
#include "model/judge.h"

namespace litmus {
namespace {

constexpr std::size_t kShownOfGroup = 10;  // of a group, without --all

constexpr Order kOrders[] = {Order::Relaxed, Order::Acquire, Order::Release, Order::AcqRel,
                             Order::SeqCst};

std::vector<Order> orders_named(const std::string& list) {
  std::vector<Order> orders;
  for (const std::string& word : comma_list(list)) {
    const std::optional<Order> order = order_from(word);
    if (!order || *order == Order::Plain)
      throw Error(fmt::format("no order is called '{}'", word), "orders are rlx, acq, rel, ar, sc");
    orders.push_back(*order);
  }
  if (orders.empty()) orders.assign(std::begin(kOrders), std::end(kOrders));
  return orders;
}

void print_group(const char* title, const std::vector<std::vector<Order>>& group,
                 const std::vector<Slot>& slots, const Test& test, bool all, const Style& style) {
  if (group.empty()) return;
  fmt::print("\n{}: {}\n", paint(title, Ink::Bold, style), group.size());
  const std::size_t shown = all ? group.size() : std::min(group.size(), kShownOfGroup);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t room = style.width > 4 ? static_cast<std::size_t>(style.width) - 2 : 98;
    fmt::print("  {}\n", wrapped(orders_in_words(slots, group[i], test), room, 4));
  }
  if (shown < group.size()) fmt::print("  and {} more (--all)\n", group.size() - shown);
}

}  // namespace

int print_orders_of(const GenerateCommand& command, const Style& style) {
  const Checker checker(load_model(command.model));
  const std::vector<Order> orders = orders_named(command.orders);
  const std::vector<Asked> asked = resolve({command.orders_of});
  bool complete = true;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Test test = read_test(asked[i]);
    const Test base = command.with_fences ? with_candidate_fences(test) : test;
    const auto expired = deadline(duration_from(command.time));
    const AssignmentGroups groups = group_assignments(
        base, orders,
        [&](const Test& one) { return judge_variant(checker, one, {.expired = expired}); },
        expired);
    const std::string title =
        fmt::format("{}  {} under {}, weaker orders first\n", paint(test.name, Ink::Bold, style),
                    to_string(test.condition, test), command.model);
    fmt::print("{}{}", i > 0 ? "\n" : "", folded(title, style));
    print_group("never", groups.never, groups.slots, base, command.all, style);
    print_group("sometimes", groups.sometimes, groups.slots, base, command.all, style);
    print_group("always", groups.always, groups.slots, base, command.all, style);
    print_group("race", groups.race, groups.slots, base, command.all, style);
    if (!groups.complete)
      fmt::print("\ncut short after {}: there may be more; --time gives it longer\n", command.time);
    complete = complete && groups.complete;
  }
  if (!asked.empty()) return complete ? kOk : kCanNotRun;
  fmt::print(stderr, "{}\n", why_nothing({command.orders_of}));
  return kNothingRan;
}

}  // namespace litmus
