// Memory orders of C and C++. `consume` is read as Acquire, as every compiler does.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace litmus {

enum class Order : std::uint8_t {
  Plain,  // not atomic at all
  Relaxed,
  Acquire,
  Release,
  AcqRel,
  SeqCst,
};

// "plain", "relaxed", "acquire", "release", "acq_rel", "seq_cst".
std::string_view to_string(Order order);

// What users write for an order: those names, and the short ones that names of tests have.
struct OrderWord {
  std::string_view word;
  Order order;
};
std::span<const OrderWord> order_words();
std::optional<Order> order_from(std::string_view word);

constexpr bool acquires(Order o) {
  return o == Order::Acquire || o == Order::AcqRel || o == Order::SeqCst;
}
constexpr bool releases(Order o) {
  return o == Order::Release || o == Order::AcqRel || o == Order::SeqCst;
}

// Which orders C++ accepts on what.
constexpr bool valid_for_load(Order o) {
  return o == Order::Relaxed || o == Order::Acquire || o == Order::SeqCst;
}
constexpr bool valid_for_store(Order o) {
  return o == Order::Relaxed || o == Order::Release || o == Order::SeqCst;
}
constexpr bool valid_for_update(Order o) { return o != Order::Plain; }
constexpr bool valid_for_failure(Order o) { return valid_for_load(o); }

// The failure order C++ derives when only one order is given to a compare-exchange.
constexpr Order failure_order_of(Order success) {
  return success == Order::AcqRel    ? Order::Acquire
         : success == Order::Release ? Order::Relaxed
                                     : success;
}

// True if `a` promises everything `b` does. A partial order: acquire and release do not compare.
constexpr bool at_least(Order a, Order b) {
  if (a == b || a == Order::SeqCst || b == Order::Plain) return true;
  if (a == Order::Plain || b == Order::SeqCst) return false;
  return b == Order::Relaxed || a == Order::AcqRel;
}

}  // namespace litmus
