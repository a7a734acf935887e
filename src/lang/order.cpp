// The names of memory orders.
#include "lang/order.h"

namespace litmus {
namespace {

constexpr OrderWord kWords[] = {
    {"plain", Order::Plain},     {"rlx", Order::Relaxed},     {"relaxed", Order::Relaxed},
    {"acq", Order::Acquire},     {"acquire", Order::Acquire}, {"rel", Order::Release},
    {"release", Order::Release}, {"ar", Order::AcqRel},       {"acq_rel", Order::AcqRel},
    {"sc", Order::SeqCst},       {"seq_cst", Order::SeqCst}};

}  // namespace

std::span<const OrderWord> order_words() { return kWords; }

std::optional<Order> order_from(std::string_view word) {
  for (const OrderWord& known : kWords) {
    if (known.word == word) return known.order;
  }
  return std::nullopt;
}

std::string_view to_string(Order order) {
  switch (order) {
    case Order::Plain:
      return "plain";
    case Order::Relaxed:
      return "relaxed";
    case Order::Acquire:
      return "acquire";
    case Order::Release:
      return "release";
    case Order::AcqRel:
      return "acq_rel";
    case Order::SeqCst:
      return "seq_cst";
  }
  return "?";
}

}  // namespace litmus
