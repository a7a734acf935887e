// Types of locations and locals: integers of 8 to 64 bits, bool, flags, mutexes, and one level of
// pointers to them; each atomic or plain.
#pragma once

#include <cstdint>
#include <string>

#include "harness/outcome.h"

namespace litmus {

struct Type {
  enum class Base : std::uint8_t {
    Void,     // what a store, a fence or an unlock gives
    Integer,  // bits and is_signed say which
    Bool,
    Flag,   // std::atomic_flag
    Mutex,  // std::mutex, mtx_t, spinlock_t: 0 free, 1 taken
  };

  Base base = Base::Integer;
  std::uint8_t bits = 32;        // 8, 16, 32, 64; of the base
  bool is_signed = true;         // of the base
  bool atomic = false;           // the object itself is atomic
  std::uint8_t pointers = 0;     // 0: the base; 1: a pointer to it; 2: to a pointer to it
  bool pointee_atomic = false;   // for pointers: what they point to is atomic
  bool base_atomic = false;      // for pointers to pointers: what stands at the end is atomic

  bool is_pointer() const { return pointers > 0; }
  // Values of these are kept as the signed number of the same bits, and shown as what they are.
  bool is_unsigned_64() const {
    return base == Base::Integer && !is_signed && bits == 64 && !is_pointer();
  }
  bool is_void() const { return base == Base::Void && !is_pointer(); }

  // The type that `*p` has; requires is_pointer().
  Type pointee() const;
  // A pointer to an object of this type.
  Type pointer() const;
  // The same type, not atomic: what a load of it gives.
  Type value() const;

  bool operator==(const Type&) const = default;
};

// The number that storing `value` in an object of type `type` leaves there: wrapped to its bits,
// sign-extended or not, 0 or 1 for bool. Pointers are kept.
Value wrap(Type type, Value value);

// C11 as herd reads it: "int", "atomic_int", "_Atomic uint8_t", "int*".
std::string to_c(Type type);
// C++: "int", "std::atomic<int>", "std::atomic<std::uint8_t>", "std::atomic<int*>".
std::string to_cpp(Type type);

}  // namespace litmus
