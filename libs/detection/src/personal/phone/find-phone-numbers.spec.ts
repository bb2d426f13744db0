import { describe, expect, it } from 'vitest';
import { findPhoneNumbers } from './find-phone-numbers';

const numbers = (text: string) => findPhoneNumbers(text).map(({ start, end }) => text.slice(start, end));

describe('findPhoneNumbers', () => {
  it.each([
    ['international', 'ring +44 20 7946 0018.', '+44 20 7946 0018'],
    ['with a zero to leave out', 'Fax: +49 (0)30 901820', '+49 (0)30 901820'],
    ['solid', '+4915112345678', '+4915112345678'],
    ['with two zeros for the plus', 'from 0049 30 901820 today', '0049 30 901820'],
    ['North American', 'ask 212-555-0187 or', '212-555-0187'],
    ['with its area in brackets', 'ask (212) 555-0187 or', '(212) 555-0187'],
    ['with an extension', 'ask 212.555.0187 x45 or', '212.555.0187 x45'],
    ['in Markdown', 'call _+44 20 7946 0018_ now', '+44 20 7946 0018'],
    ['in pairs', 'appelez le 01 70 18 99 00 demain', '01 70 18 99 00'],
    ['with a word near by', 'my mobile is 79264123', '79264123'],
    ['as a field', '{"phone_number": "5550187"}', '5550187'],
    ['with a verb and a preposition', 'please call us back on 9472 7916!', '9472 7916'],
    ['with a remark behind', '416 60 039 office', '416 60 039'],
    ['in Chinese', '我的手机号是13812345678', '13812345678'],
    ['in Korean', '전화번호는 010-1234-5678입니다', '010-1234-5678'],
    ['in Russian', 'мой телефон 8 (912) 345-67-89', '8 (912) 345-67-89'],
    ['that is somebody’s own', 'my number is 9472 7916', '9472 7916'],
    ['that is somebody’s own in German', 'meine Nummer ist 0151 23456789', '0151 23456789'],
    ['that is somebody’s own in Italian', 'il mio numero è 347 123 4567', '347 123 4567'],
    ['that is somebody’s own in Polish', 'mój numer to 601 234 567', '601 234 567'],
    ['that is somebody’s own with its kind', 'mi número de contacto es 9472 7916', '9472 7916'],
    ['of a cell in Spanish', 'mi cel es 55 1234 5678', '55 1234 5678'],
    ['in a link', 'write to https://wa.me/14155552671', '14155552671'],
    ['in Arabic digits and words', 'هاتف 0501234567', '0501234567'],
    ['of a country that is named', 'My Brazil number is 11 98765-4321', '11 98765-4321'],
  ])('finds a number %s', (_, text, number) => {
    expect(numbers(text)).toEqual([number]);
  });

  it('finds each of several', () => {
    expect(numbers('call 212-555-0187 212-555-0188')).toEqual(['212-555-0187', '212-555-0188']);
    expect(numbers('Tel. 79264123 or 79264124')).toEqual(['79264123', '79264124']);
    expect(numbers('call 9472 7916, 9472 7917 / 9472 7918')).toEqual(['9472 7916', '9472 7917', '9472 7918']);
    expect(numbers('Main St 20241 440-600-5124')).toEqual(['440-600-5124']);
  });

  it.each([
    ['dates', 'call me on 12-05-2024 or 2024-05-12 10:30'],
    ['a number of an order', 'order 5550187 and invoice 79264123'],
    ['other numbers of a person', 'my order number is 94727916, meine Kundennummer ist 15123456789'],
    ['a number of an order in Spanish', 'mi número de pedido es 9472 7916'],
    ['a number of an order in French', 'mon numéro de commande est 9472 7916'],
    ['a number of an order in Italian', "il mio numero d'ordine è 9472 7916"],
    ['a number of an order in Polish', 'mój numer zamówienia to 9472 7916'],
    ['a number of an order in Czech', 'moje číslo objednávky je 9472 7916'],
    ['a number of an order in Russian', 'мой номер заказа 9472 7916'],
    ['a price', 'it costs 1 234 567 euros, call now'],
    ['a number of people', 'it reached 12345678 people'],
    ['an address of a machine', 'ping 192.168.100.200 now'],
    ['a version', 'release 2024.11.05.1234'],
    ['an ISBN', 'ISBN 978-3-16-148410-0'],
    ['an old ISBN', 'ISBN-10: 0-306-40615-2, ISBN 0-306-40615-2, call us'],
    ['a table', '100 200 300 400\n500 600 700 800\n1000 2000 3000 4000'],
    ['a time stamp', '1609459200 and 1609459200000'],
    ['coordinates', '52.520008, 13.404954'],
    ['a sum', '5000000 + 1234567 = 6234567'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['years', 'between (1998) and 2004-2008, 2010/2011'],
  ])('leaves %s', (_, text) => {
    expect(numbers(text)).toEqual([]);
  });
});
