// Types: one step up and down a pointer, and what an object of a type can hold.
#include "lang/type.h"

#include "harness/error.h"

namespace litmus {

Type Type::pointee() const {
  CHECK(is_pointer());
  Type type = *this;
  --type.pointers;
  type.atomic = pointee_atomic;
  type.pointee_atomic = type.is_pointer() && base_atomic;
  type.base_atomic = false;
  return type;
}

Type Type::pointer() const {
  CHECK(pointers < 2);
  Type type = *this;
  ++type.pointers;
  type.base_atomic = is_pointer() && pointee_atomic;
  type.pointee_atomic = atomic;
  type.atomic = false;
  return type;
}

Type Type::value() const {
  Type type = *this;
  type.atomic = false;
  return type;
}

Value wrap(Type type, Value value) {
  if (type.is_pointer() || type.base == Type::Base::Void) return value;
  if (type.base != Type::Base::Integer) return value != 0 ? 1 : 0;
  switch (type.bits) {
    case 8:
      return type.is_signed ? Value{static_cast<std::int8_t>(value)}
                            : Value{static_cast<std::uint8_t>(value)};
    case 16:
      return type.is_signed ? Value{static_cast<std::int16_t>(value)}
                            : Value{static_cast<std::uint16_t>(value)};
    case 32:
      return type.is_signed ? Value{static_cast<std::int32_t>(value)}
                            : Value{static_cast<std::uint32_t>(value)};
    default:
      return value;  // 64 bits, signed or not, are the same 64 bits
  }
}

}  // namespace litmus
