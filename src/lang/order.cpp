// The names of memory orders.
#include "lang/order.h"

namespace litmus {

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
