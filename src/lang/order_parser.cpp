// An order that C++ does not accept where it stands is an error that says which ones it does.
//
// Tested by parse_test.cpp and the malformed tests (malformed/call-order-*).
#include "lang/order_parser.h"

#include <array>
#include <optional>

#include "lang/nearest.h"
#include "lang/parser.h"

namespace litmus {
namespace {

std::optional<Order> order_called(std::string_view name) {
  for (Order order :
       {Order::Relaxed, Order::Acquire, Order::Release, Order::AcqRel, Order::SeqCst}) {
    if (to_string(order) == name) return order;
  }
  return name == "consume" ? std::optional(Order::Acquire) : std::nullopt;
}

}  // namespace

Order parse_order(Parser& parser, const Admits& admits) {
  const Position at = parser.peek().at;
  if (parser.peek().is("std") && parser.peek(1).is("::")) parser.next_token += 2;
  const Token& word = parser.peek();
  std::string_view name = word.text;
  constexpr std::string_view kPrefix = "memory_order_";
  if (name == "memory_order" && parser.peek(1).is("::")) {
    parser.next_token += 2;
    name = parser.peek().text;
  } else if (name.starts_with(kPrefix)) {
    name.remove_prefix(kPrefix.size());
  } else {
    if (word.is_word() && order_called(name)) {
      parser.fail(word.at, "expected a memory order, found " + shown(word),
                  "write memory_order_" + std::string(name));
    }
    parser.fail_expected("a memory order, such as memory_order_relaxed");
  }
  const std::optional<Order> order = order_called(name);
  if (!order) {
    static constexpr std::array<std::string_view, 6> kNames = {"relaxed", "consume", "acquire",
                                                               "release", "acq_rel", "seq_cst"};
    const std::string_view near = nearest(name, kNames);
    parser.fail(parser.peek().at, "there is no memory order " + shown(parser.peek()),
                near.empty() ? "the orders are relaxed, consume, acquire, release, acq_rel, seq_cst"
                             : "did you mean memory_order_" + std::string(near) + "?");
  }
  if (!admits.valid(*order)) {
    parser.fail(at, std::string(admits.what) + " can not be " + std::string(name),
                std::string(admits.list));
  }
  parser.next();
  if (name == "consume") {
    parser.warn(at, "consume is read as acquire, which is what compilers make of it");
  }
  return *order;
}

}  // namespace litmus
